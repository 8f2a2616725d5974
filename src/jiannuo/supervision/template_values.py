"""Letters and notices in an office's own Word template: what each of its fields is filled with.

The names are those of `documents.template_fields`. A template has room for one table; what stands
in a notice's further attachments is said by its 附件说明 and handed out in the usual form.
"""

import re
from collections.abc import Mapping
from typing import Final

from django.utils import timezone

from jiannuo.core.rendering.official import OfficialDocument
from jiannuo.core.rendering.official.document import chinese_date
from jiannuo.core.rendering.templates import TableValue, Value
from jiannuo.core.workdays import moment_words
from jiannuo.documents.models import TemplateUse
from jiannuo.documents.queries.templates import fill_template
from jiannuo.ledger.models import Issue
from jiannuo.supervision.composing.letters import words_of_moment
from jiannuo.supervision.letter_paper import letter_document
from jiannuo.supervision.models import Letter, LetterKind

_USES: Final = {
    LetterKind.REMINDER: TemplateUse.REMINDER,
    LetterKind.PRESSING: TemplateUse.PRESSING,
    LetterKind.TALK: TemplateUse.TALK,
}
_CONTACT: Final = re.compile(r"(?P<name>.*?)[\s，,：:]*(?P<telephone>[+\d(（][\d\-－（）() ]{5,})?")


def filled_letter(letter: Letter) -> bytes | None:
    """Return the letter in the place's own template; None where there is none. Raises Unrenderable."""
    document = letter_document(letter)
    year = letter.issued_on or timezone.localtime(letter.drafted_at).date()
    contact = _CONTACT.fullmatch(letter.contact.strip())
    values = {
        **_common(document, year.year),
        "单位": letter.organisation.name,
        "事项": "；".join(task.wording() for task in letter.tasks.order_by("plan", "position")),
        "期限": chinese_date(letter.reply_due_on) if letter.reply_due_on else "",
        "联系人": (contact["name"] if contact else letter.contact) or "",
        "联系电话": (contact["telephone"] if contact else "") or "",
    }
    if letter.kind == LetterKind.TALK:
        values |= {
            "约谈时间": words_of_moment(letter.talk_at),
            "约谈地点": letter.talk_where,
            "约谈对象": f"{letter.organisation.name}主要负责人、分管负责人",
        }
    return fill_template(_USES[LetterKind(letter.kind)], letter.place, values)


def filled_notice(issue: Issue, document: OfficialDocument) -> bytes | None:
    """Return the notice in the place's own template; None where there is none. Raises Unrenderable."""
    due = moment_words(timezone.localtime(issue.due_at), weekday=False)
    values = {**_common(document, issue.year), "期限": due}
    return fill_template(TemplateUse.NOTICE, issue.place, values)


def _common(document: OfficialDocument, year: int) -> Mapping[str, Value]:
    several = len(document.attachments) > 1
    day = chinese_date(document.issued_on) if document.issued_on else ""
    values: dict[str, Value] = {
        "标题": document.title,
        "发文字号": document.number,
        "主送": document.addressee,
        "正文": document.body,
        "附件说明": "\n".join(
            f"附件{number if several else ''}：{one.title}"
            for number, one in enumerate(document.attachments, start=1)
        ),
        "落款": document.issuer,
        "成文日期": day,
        "印发日期": day,
        "稿次": document.draft,
        "年度": str(year),
    }
    first = next((one for one in document.attachments if one.table is not None), None)
    if first is not None and first.table is not None:
        values |= {"台账标题": first.title, "台账": TableValue(first.table, first.style)}
    return values
