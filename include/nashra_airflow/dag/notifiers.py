"""Airflow notifiers for alerts: a webhook of our own, and mail by the SMTP provider's."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from airflow.sdk import BaseNotifier

from nashra_airflow.variables import TaskVariables, read_variables

TIMEOUT = 10  # seconds
_CALLS = re.compile(r"[@#!\[\]](?=\S)|://|www\.(?=\S)")


class WebhookNotifier(BaseNotifier):
    """Posts the alert as JSON: kind, dag, run, day, stage, expectations, text, link, subject."""

    # `url` is no template field: rendered fields are shown, and the address may hold a key

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def notify(self, context: Mapping[str, Any]) -> None:
        import httpx

        body = context["alert"].as_json()
        # `text` alone is what Slack, Mattermost and Teams show
        body["text"] = f"{_unmarked(body['subject'])}\n{body['link']}"
        httpx.post(self.url, json=body, timeout=TIMEOUT).raise_for_status()


class MailNotifier:
    """Sends the alert by the SmtpNotifier, on its connection (AIRFLOW_CONN_SMTP_DEFAULT or the UI's)."""

    def __init__(self, to: list[str], sender: str) -> None:
        self.to, self.sender = to, sender

    def __call__(self, context: Mapping[str, Any]) -> None:
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier

        alert = context["alert"]
        # The notifier renders its fields as templates. What comes from the landing must be a value in them, never
        # a template itself.
        notifier = SmtpNotifier(
            to=self.to, from_email=self.sender, subject="{{ subject_line }}", html_content="{{ page }}"
        )
        subject = " ".join(alert.subject.split())[:200]
        notifier({"subject_line": subject, "page": _page(alert)})


def configured() -> list[Any]:
    """The notifiers that NASHRA_ALERT_WEBHOOK and NASHRA_ALERT_MAIL ask for."""
    found: list[Any] = []
    given = read_variables(TaskVariables)
    if given.alert_webhook:
        found.append(WebhookNotifier(given.alert_webhook))
    if given.told:
        found.append(MailNotifier(given.told, given.alert_from))
    return found


def _unmarked(text: str) -> str:
    """What was scraped, as a chat shows it and no more: it calls nobody, and links nowhere.

    Slack's own escapes; behind a sign that calls somebody, or joins a link to its words, a space without a width.
    """
    text = escape(" ".join(text.split()), quote=False)
    return _CALLS.sub(lambda sign: f"{sign[0]}\u200b", text)


def _page(alert: Any) -> str:
    rows = "".join(
        f"<tr><th align='left'>{name}</th><td dir='auto'>{escape(str(value))}</td></tr>"
        for name, value in (("day", alert.day), ("stage", alert.stage), ("DAG", alert.dag), ("run", alert.run))
        if value
    )
    unmet = "".join(f"<li dir='auto'>{escape(text)}</li>" for text in alert.expectations)
    return (
        f"<p dir='auto'>{escape(alert.text)}</p><table>{rows}</table>"
        + (f"<ul>{unmet}</ul>" if unmet else "")
        + f"<p><a href='{escape(alert.link)}'>{escape(alert.link)}</a></p>"
    )
