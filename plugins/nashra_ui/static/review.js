// Answers stay in this browser until they are forgotten, so that a patch holds those of all days that were looked at.
(() => {
  "use strict";
  const NAME = "nashra.review";
  const form = document.getElementById("review");
  const given = document.getElementById("given");
  const forget = document.getElementById("forget");
  if (!form) return;

  const read = () => { try { return JSON.parse(localStorage.getItem(NAME) || "{}"); } catch { return {}; } };
  const write = (answers) => { try { localStorage.setItem(NAME, JSON.stringify(answers)); } catch { /* full, or not allowed */ } };
  const radios = () => [...form.querySelectorAll("input[type=radio]")];
  const keyOf = (radio) => radio.name.replace("answer-", "");
  const tell = () => {
    const count = Object.keys(read()).length;
    const here = new Set(radios().filter((radio) => radio.value && radio.checked).map(keyOf)).size;
    given.textContent = `${here} / ${given.dataset.of}${count > here ? ` (+${count - here})` : ""}`;
    forget.hidden = !count;
  };

  const stored = read();
  for (const radio of radios()) if (radio.value && stored[keyOf(radio)] === radio.value) radio.checked = true;
  tell();

  form.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    const answers = read();
    if (event.target.value) answers[keyOf(event.target)] = event.target.value;
    else delete answers[keyOf(event.target)];
    write(answers);
    tell();
  });

  forget.addEventListener("click", () => {
    write({});
    for (const radio of radios()) radio.checked = !radio.value;
    tell();
  });

  // what was answered on other pages goes along
  form.addEventListener("formdata", (event) => {
    const here = new Set(radios().map(keyOf));
    for (const [key, value] of Object.entries(read())) if (!here.has(key)) event.formData.append(`answer-${key}`, value);
  });
})();
