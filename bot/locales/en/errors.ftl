error-store = 😔 The bot's memory cannot be reached right now. Try again in a minute, nothing is lost.
error-unsaved = 😔 Right now nothing can be saved. Try again later: all that was there is safe.
error-damaged = 🩹 Part of what I remember was damaged. I have put it aside for whoever runs the bot; the rest is safe. If there is no answer, please try again.
error-unexpected = 😔 Something broke on our side; it is in our log already. Please try again.
error-stale-button = This button is out of date. Open the menu anew: /start
error-unknown-command = 🤔 There is no such command. This is what I can do: /help
error-text-only = I understand text only: write, for example, <code>docker ps</code>.
flood = 🐢 Not so fast: I cannot keep up and skip some of it. Give me a few seconds, and we go on.
