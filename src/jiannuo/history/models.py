"""The chain's links and its head."""

from typing import Any, NoReturn, Self

from django.db import models


class HistoryIsAppendOnlyError(Exception):
    """Somebody tried to change or delete an entry of the trail."""

    def __init__(self) -> None:
        super().__init__("历史记录只能追加，不能修改或删除。")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries may be read and added, nothing else (a database trigger says so too)."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise HistoryIsAppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise HistoryIsAppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise HistoryIsAppendOnlyError

    def about(self, subject_type: str, subject_id: int) -> Self:
        """Return the entries about one subject, newest first."""
        return self.filter(subject_type=subject_type, subject_id=subject_id).order_by("-sequence")


class Entry(models.Model):
    """One act: who did what to which subject when, chained to the act before it.

    `payload` is canonical JSON kept as text, because the hash covers exactly these characters and
    a database's JSON type would rewrite them. Write entries only through `history.record`.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=200)
    payload = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "sequence"]),
            models.Index(fields=["actor", "sequence"]),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_label}"

    def save(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: entries are added by `history.record`, in bulk and under the head's lock."""
        raise HistoryIsAppendOnlyError

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise HistoryIsAppendOnlyError


class Head(models.Model):
    """The chain's last link: one row, locked while links are added so that the chain never forks."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="history_one_head"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
