"""Optional help for the rules: a parser of sentences, a model of meaning, a language model.

Nothing here is loaded before it is asked for, and nothing is downloaded: what is not installed is
named with the line that installs it.
"""
