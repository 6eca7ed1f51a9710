"""Programs for those who work on ksnet; they are not part of the package."""
