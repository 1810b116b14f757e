"""Common forenames of children and parents in the UK, to know a list of people without a header.

Names that are much given, without such as are often a word, a month or a place.
"""

from __future__ import annotations

COMMON = """
aaliyah aaron abigail adam adrian ahmed aisha alan alexander alexandra alfie alice alisha amber
amelia amelie amina amir amy andrea andrew angela anna annabelle anne anthony archie arthur arya
ayaan ayesha barbara beatrice ben benjamin bethany brian callum catherine charles charlie
charlotte chloe christine christopher claire clara connor courtney daisy daniel danielle darcie
david deborah diane dominic donna dylan edward eleanor elena eliza elizabeth ella ellie elliot
elsie emilia emily emma eric erin esme ethan eva evelyn evie fatima finley fiona florence
frances francesca fraser freddie frederick freya gabriel gareth gary gemma george georgia
gillian graham hannah harley harriet harrison harry hassan hayley heather helen henry hugo ian
ibrahim imogen imran isaac isabella isabelle isla jack jacob jacqueline jake james jamie jane
janet jason jayden jennifer jessica joan joanne john jonathan joseph joshua judith julia julian
julie karen kate katherine kathleen katie kayleigh keith kelly kenneth kevin khadija kieran
kimberley kirsty kyle laura lauren leah lewis liam lily linda lisa logan lola louise luca lucas
lucy luke lydia maisie malcolm marcus margaret maria mariam martin mary maryam matilda matthew
megan mia michael michelle mila millie mohamed mohammad mohammed molly muhammad nancy natalie
nathan nicholas nicola nicole nigel noah nora oliver olivia oscar owen pamela patricia patrick
pauline peter philip phoebe poppy priya rachel ravi rebecca reece reuben rhys richard robert
ronnie rory rosie rowan ruby ryan sadia samantha samuel sandra sara sarah sean sebastian sharon
sian sienna simon sofia sophia sophie stacey stephanie stephen steven susan suzanne tahir tanya
teddy theodore thomas timothy toby tomasz tracey tyler valerie victoria vincent violet wayne
wendy william willow xavier yasmin yusuf zachary zahra zainab zara zoe
"""
FORENAMES = frozenset(COMMON.split())
