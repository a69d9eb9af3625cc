// Runs in Airflow's own page: opens the DAG's backfill dialog and fills in the days that a calendar link named.
// Airflow has no address for the dialog. Where a later Airflow looks different, this stops at the DAG's page.
(() => {
  "use strict";
  const wanted = sessionStorage.getItem("nashra.backfill");
  sessionStorage.removeItem("nashra.backfill");
  if (!wanted) return;
  const [first, last] = JSON.parse(wanted);
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;

  const found = (selector, number = 0) => new Promise((resolve, reject) => {
    const look = (tries) => {
      const one = document.querySelectorAll(selector)[number];
      if (one) resolve(one);
      else if (tries) setTimeout(look, 120, tries - 1);
      else reject(new Error(`Airflow's page has no ${selector}`));
    };
    look(80);
  });
  const moment = () => new Promise((resolve) => setTimeout(resolve, 300));
  // Airflow's date field opens a small window with the date and the time; without a time it means whole days.
  const choose = async (number, day) => {
    const field = await found("[role=dialog] [data-testid=datetime-input]", number);
    field.click();
    const input = await found(`[id="${field.id.replace(":trigger", ":content")}"] input[placeholder='YYYY/MM/DD']`);
    setValue.call(input, day.replaceAll("-", "/"));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await moment();
    field.click();
    await moment();
  };
  (async () => {
    (await found("[data-testid=trigger-dag-button]")).click();
    (await found("[role=dialog] input[type=radio][value=backfill]:not(:disabled)")).click();
    await choose(0, first);
    await choose(1, last);
  })().catch((error) => console.warn(`nashra: ${error.message}`));
})();
