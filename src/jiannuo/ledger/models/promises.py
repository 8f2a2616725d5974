"""The same promise in two lists (政府工作报告任务 and 民生实事): asked once, fed to both."""

from django.db import models

from jiannuo.ledger.models.tasks import Task


class SamePromise(models.Model):
    """A person's answer whether two tasks promise the same thing.

    Filing and reporting happen on `main` and feed `task`, too. A "no" (`same` False) is kept so that
    the pair is not suggested again.
    """

    main = models.ForeignKey(Task, models.CASCADE, related_name="repetitions")
    task = models.ForeignKey(Task, models.CASCADE, related_name="repeats")
    same = models.BooleanField("同一件事")
    decided_by = models.CharField("确认人", max_length=150)
    decided_at = models.DateTimeField("确认时间")

    class Meta:
        ordering = ["main", "task"]
        constraints = [
            models.UniqueConstraint(fields=["main", "task"], name="one_answer_a_pair"),
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(same=True), name="repeats_one_promise"
            ),
            models.CheckConstraint(
                condition=~models.Q(main=models.F("task")), name="promise_not_repeating_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.main_id} {'=' if self.same else '≠'} {self.task_id}"
