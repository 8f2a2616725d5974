"""The deadline evening: hundreds of clerks saving, attaching, handing in; servers that die meanwhile."""
