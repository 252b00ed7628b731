"""What has no opinion about annotation: errors, shelves, places on disk, settings, translations."""
