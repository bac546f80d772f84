"""Rules as data: phrases of many languages, loaded, compiled and matched on whole batches."""
