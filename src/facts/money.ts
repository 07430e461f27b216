import { z } from 'zod'
import { byAction, fact, openChoice, text } from './define.ts'
import { SUBJECT_KINDS } from './fact.ts'

const fund = text('资金')
const fen = z.number().int().optional().meta({ title: '金额', unit: '分' })

/** 经费与物资；金额以分计。 */
export const money = [
  fact(
    'cost.recorded',
    '记录费用',
    SUBJECT_KINDS,
    {
      fund,
      amount: fen,
      chargedTo: openChoice('由谁承担', {
        fund: '救助资金',
        child: '未成年人',
        family: '家庭',
        guest: '本人',
        hospital: '医院',
        insurance: '医疗保险',
        bureau: '民政部门',
        town: '镇街',
        origin: '流出地',
        police: '公安',
      }),
    },
    { unit: '分' },
  ),
  fact('goods.received', '接收物资', ['organisation', 'campaign', 'shift'], { fund, amount: fen }),
  fact('goods.issued', '发放物资', ['organisation', 'campaign', 'shift', 'rescue-file', 'person'], { fund, amount: fen }),
  fact('budget.set', '核定预算', ['organisation'], { fund, amount: fen }, byAction),
]
