// Runs in Airflow's own page: opens the DAG's backfill dialog and fills in the days that a calendar link named.
// Airflow has no address for the dialog. Where a later Airflow looks different, this stops at the DAG's page.
(() => {
  "use strict";
  const wanted = sessionStorage.getItem("nashra.backfill");
  sessionStorage.removeItem("nashra.backfill");
  if (!wanted) return;
  const [first, last] = JSON.parse(wanted);
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;

  const when = (find, act, tries = 60) => {
    const found = find();
    if (found) act(found);
    else if (tries) setTimeout(() => when(find, act, tries - 1), 150);
  };
  const fill = (input, value) => {
    setValue.call(input, value);
    for (const kind of ["input", "change", "blur", "focusout"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  when(() => document.querySelector("[data-testid=trigger-dag-button]"), (button) => {
    button.click();
    when(() => document.querySelector("[role=dialog] input[type=radio][value=backfill]:not(:disabled)"), (radio) => {
      radio.click();
      when(
        () => {
          const dates = document.querySelectorAll("[role=dialog] input[type=datetime-local], [role=dialog] input[type=date]");
          return dates.length >= 2 ? dates : null;
        },
        ([from, until]) => {
          const day = from.type === "date";
          fill(from, day ? first : `${first}T00:00`);
          fill(until, day ? last : `${last}T23:59`);
        },
      );
    });
  });
})();
