"""What anyone may see: plain values, copied when a release was approved.

These tables point only to one another, so that they stand alone in one SQLite file that can be
served elsewhere (`publishing.exporting`). Every row keeps its address for ever: `slug` and
`permanent` never change and are never given twice.
"""

from typing import Any

from django.db import models


class PublicPlace(models.Model):
    """A place that publishes; `complain_at` tells whom to write to when something is wrong.

    `conditions` are those of using its data; where they are empty, the default ones hold
    (`publishing.opendata.conditions`).
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=200)
    office = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    complain_at = models.TextField(blank=True)
    conditions = models.TextField(blank=True)

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.name


class PublicEdition(models.Model):
    """A release as the public sees it: the how-manieth, when, about what, what it corrected."""

    place = models.ForeignKey(PublicPlace, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    correction = models.TextField(blank=True)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_edition_a_number"),
        ]

    def __str__(self) -> str:
        return self.title


class PublicPlan(models.Model):
    """A released list of promises; `as_of` names the newest period released (5月)."""

    place = models.ForeignKey(PublicPlace, models.CASCADE, related_name="plans")
    slug = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    kind_name = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    as_of = models.CharField(max_length=20, blank=True)
    as_of_key = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "slug"], name="public_plan_address"),
        ]

    def __str__(self) -> str:
        return self.title


class PublicOrganisation(models.Model):
    """An organisation with its public contact."""

    place = models.ForeignKey(PublicPlace, models.CASCADE, related_name="organisations")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    sort_key = models.TextField(blank=True)

    class Meta:
        ordering = ["sort_key", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "slug"], name="public_organisation_address"),
        ]

    def __str__(self) -> str:
        return self.name


class Standing(models.TextChoices):
    """Whether a promise's page shows it, says by law why not, or says that it was taken back."""

    OPEN = "open", "公开"
    WITHHELD = "withheld", "依法不予公开"
    WITHDRAWN = "withdrawn", "已撤下"


class PublicTask(models.Model):
    """A promise. `result` is the newest released period's (met, partly, missed, undetermined or empty).

    `result_voice` says whose word it is: ``assessed`` (the office's) or ``claimed`` (the
    organisation's). `targets` are ``{label, text}`` of the year's shorter periods.

    A promise whose `standing` is not open keeps its address and number only: every other text is
    empty, `wording` says in a sentence what it is, `standing_why` by which article or for what reason.
    """

    plan = models.ForeignKey(PublicPlan, models.CASCADE, related_name="tasks")
    permanent = models.CharField(max_length=40, unique=True)
    position = models.PositiveIntegerField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    standing_why = models.TextField(blank=True)
    number = models.TextField(blank=True)
    category = models.TextField(blank=True)
    sector = models.TextField(blank=True)
    wording = models.TextField()
    annual_target = models.TextField(blank=True)
    targets: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    deadline = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    state_name = models.CharField(max_length=20)
    result = models.CharField(max_length=15, blank=True)
    result_name = models.CharField(max_length=20, blank=True)
    result_voice = models.CharField(max_length=10, blank=True)
    result_of = models.CharField(max_length=20, blank=True)
    leaders: models.JSONField[list[str]] = models.JSONField(default=list)
    withheld: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    released_at = models.DateTimeField()
    organisations: models.ManyToManyField[PublicOrganisation, "PublicTaskOrganisation"] = (
        models.ManyToManyField(
            PublicOrganisation, through="PublicTaskOrganisation", related_name="tasks"
        )
    )

    class Meta:
        ordering = ["plan", "position"]
        indexes = [
            models.Index(fields=["plan", "result", "position"]),
            models.Index(fields=["plan", "category", "position"]),
            models.Index(fields=["plan", "position", "standing"]),
            models.Index(fields=["plan", "-released_at", "position"], name="publishing_newest_idx"),
        ]

    def __str__(self) -> str:
        return self.wording


class PublicTaskOrganisation(models.Model):
    """An organisation that answers for a promise; `lead` is None where nobody said who leads."""

    task = models.ForeignKey(PublicTask, models.CASCADE, related_name="answerable")
    organisation = models.ForeignKey(PublicOrganisation, models.CASCADE, related_name="+")
    role_name = models.CharField(max_length=20)
    lead = models.BooleanField(null=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["task", "order"]

    def __str__(self) -> str:
        return f"{self.organisation}"


class PublicProgress(models.Model):
    """What was released of a promise for a period: its target, what was reported, what was assessed."""

    task = models.ForeignKey(PublicTask, models.CASCADE, related_name="progress")
    edition = models.ForeignKey(PublicEdition, models.CASCADE, related_name="+")
    period = models.CharField(max_length=20)
    period_key = models.CharField(max_length=20)
    last_month = models.PositiveSmallIntegerField(default=0)
    target = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    claim = models.CharField(max_length=15, blank=True)
    claim_name = models.CharField(max_length=20, blank=True)
    assessed = models.CharField(max_length=15, blank=True)
    assessed_name = models.CharField(max_length=20, blank=True)
    assessment = models.TextField(blank=True)
    pace_name = models.CharField(max_length=20, blank=True)
    corrected = models.TextField(blank=True)

    class Meta:
        ordering = ["task", "-last_month", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "period_key"], name="one_progress_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.period}"


class PublicFigure(models.Model):
    """A point of a promise's curve: what was achieved by a period, beside its target."""

    task = models.ForeignKey(PublicTask, models.CASCADE, related_name="figures")
    subject = models.TextField()
    unit = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=20)
    last_month = models.PositiveSmallIntegerField()
    achieved = models.DecimalField(max_digits=24, decimal_places=6)
    target = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    annual = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["task", "subject", "last_month"]

    def __str__(self) -> str:
        return f"{self.subject} {self.achieved}"


class PublicChange(models.Model):
    """A target that was changed by decision: before, after, why, by which document."""

    task = models.ForeignKey(PublicTask, models.CASCADE, related_name="changes")
    on = models.DateField()
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    approver = models.CharField(max_length=150, blank=True)
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["task", "-on", "-id"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.on}"


class PublicBulletin(models.Model):
    """A bulletin that was made public; `blocks` and `attachments` are as it was issued, redacted.

    `blocks` are ``{level, text, lead}``, `attachments` ``{title, columns, rows, spans}`` (texts by
    column; merged cells as ``{row, column, rows, columns}``). `corrected_by` points to the bulletin
    that corrects this one.
    """

    place = models.ForeignKey(PublicPlace, models.CASCADE, related_name="bulletins")
    edition = models.ForeignKey(PublicEdition, models.CASCADE, related_name="bulletins")
    slug = models.SlugField(max_length=60)
    kind_name = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=40, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField()
    blocks: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    attachments: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    corrected_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="corrected"
    )
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "slug"], name="public_bulletin_address"),
        ]

    def __str__(self) -> str:
        return self.title


class PublicMention(models.Model):
    """That a bulletin mentions a promise."""

    bulletin = models.ForeignKey(PublicBulletin, models.CASCADE, related_name="mentions")
    task = models.ForeignKey(PublicTask, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "task"], name="one_mention"),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.task_id}"
