"""The only code that knows boto3, the file formats and the field libraries."""
