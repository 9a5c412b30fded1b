"""Text from data: dates, words, pages and mails. Pure; knows neither the store nor the door."""
