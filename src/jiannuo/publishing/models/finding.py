"""What makes released values quick to find and to count. It can be made anew from them at any time.

With the tables of `published` these two stand alone too; `publishing.index` adds each engine's own
words to `PublicText` (on SQLite the virtual table ``publishing_words``).
"""

from typing import Any

from django.db import models

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicOrganisation,
    PublicPlan,
    PublicTask,
)


class PublicText(models.Model):
    """The released texts of a promise, bulletin or organisation, as a search looks through them.

    `parts` are pairs of a label (5月完成情况) and a text. What is very long takes several rows.
    """

    task = models.ForeignKey(PublicTask, models.CASCADE, null=True, related_name="+")
    bulletin = models.ForeignKey(PublicBulletin, models.CASCADE, null=True, related_name="+")
    organisation = models.ForeignKey(
        PublicOrganisation, models.CASCADE, null=True, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    parts: models.JSONField[list[list[Any]]] = models.JSONField(default=list)

    class Meta:
        indexes = [
            # What was found is put in order without a look at its long texts (`queries.search`).
            models.Index(fields=["id", "task", "position"], name="publishing_found_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.bulletin_id} {self.organisation_id}"


class PublicTally(models.Model):
    """How many promises of a plan there are of a kind, so that no page has to count them.

    `axis` is empty (every open promise), category, sector, organisation (`key` is its slug), state, or
    standing (those withheld by law, which no other axis counts); `first` is the earliest position of a
    key. Axis dense stands where the positions of a plan's promises are 1, 2, 3 … without a gap. `result`, `voice` and `of` are the promise's own (`PublicTask.result`, …).
    """

    plan = models.ForeignKey(PublicPlan, models.CASCADE, related_name="tallies")
    axis = models.CharField(max_length=12, blank=True)
    key = models.TextField(blank=True)
    first = models.PositiveIntegerField(default=0)
    result = models.CharField(max_length=15, blank=True)
    voice = models.CharField(max_length=10, blank=True)
    of = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan", "axis", "first", "key"]
        indexes = [models.Index(fields=["plan", "axis", "key"])]

    def __str__(self) -> str:
        return f"{self.axis} {self.key} {self.result} {self.count}"
