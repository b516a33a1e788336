"""What a team discusses about an element: threads of posts, with mentions."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Reads of threads; ask an assessment's ``threads`` for them."""

    def unresolved(self) -> Self:
        """What still waits for an answer."""
        return self.filter(resolved_at=None)

    def with_posts(self) -> Self:
        """With all that was said in each, by whom, and who was told: two more queries, however many there are."""
        posts = Post.objects.select_related("by").prefetch_related("mentioned")
        return self.select_related("resolved_by").prefetch_related(models.Prefetch("posts", posts))


class Thread(models.Model):
    """One question about one element, until it is resolved. Written by ``assessments.actions.discussion``."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="threads")
    element = models.CharField(_("element"), max_length=20)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assessment", "element"])]
        verbose_name = _("thread")
        verbose_name_plural = _("threads")

    def __str__(self) -> str:
        return f"{self.element}, {self.uuid}"


class Post(models.Model):
    """One contribution to a thread; ``edited_at`` marks one whose author has changed it since."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    text = models.TextField(_("text"), max_length=10_000)
    version = models.PositiveIntegerField(default=0)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return self.text
