-- A death that was recorded by mistake takes its leaving with it; the fact and its withdrawal stay in the ledger.
grant delete on departure.leaving to guitu_app;
