// 读给我听: shown only where the browser can read aloud. The page is whole without it.
;(function () {
  var button = document.getElementById('read')
  var speech = window.speechSynthesis
  if (!button || !speech || !window.SpeechSynthesisUtterance) return
  button.hidden = false
  button.addEventListener('click', function () {
    if (speech.speaking) {
      speech.cancel()
      button.textContent = '读给我听'
      return
    }
    var main = document.getElementById('main')
    var said = new SpeechSynthesisUtterance(main ? main.innerText.slice(0, 4000) : '')
    said.lang = 'zh-CN'
    said.rate = 0.9
    said.onend = function () {
      button.textContent = '读给我听'
    }
    button.textContent = '停下'
    speech.speak(said)
  })
})()
