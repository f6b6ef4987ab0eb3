"""The words of the profession, written out once more, so that none changes by accident.

Files of years ago hold these keys: a key may be added, and is never renamed or taken away.
"""

_CONDUCT = """intimidation sexual_harassment discrimination bullying verbal_aggression
    physical_aggression psychological_aggression stalking exclusion detriment other_conduct"""
_INTEGRITY = """fraud_theft corruption abuse_of_power misuse_of_resources misuse_of_information
    conflict_of_interest misuse_of_force private_misconduct other_integrity"""
_OUTSIDE = """performance_review reorganisation labour_dispute private_problem other_field
    other_scope"""
_INFORMAL = """talk_only address_accused line_manager vp_guided vp_attends hr_intervention
    mediation no_action"""

FORMAL = """complaints_committee court_employer court_accused police_report
    human_rights_institute internal_report relay_report huis_report regulator_report
    detriment_inquiry"""

KINDS = {
    "conduct": _CONDUCT,
    "integrity": _INTEGRITY,
    "mixed": f"{_CONDUCT} {_INTEGRITY}",
    "out_of_scope": _OUTSIDE,
}

RESULTS = {
    "address_accused": "conduct_stopped",
    "line_manager": "accused_addressed disciplinary_track referred_on",
    "vp_guided": "referred_on mediator_engaged",
    "hr_intervention": "accused_addressed",
    "mediation": "mediator_engaged",
    "complaints_committee": "complaint_upheld complaint_dismissed measures_advised",
    "court_employer": "employment_ended damages",
    "court_accused": "damages restraining_order",
    "police_report": "prosecution",
    "human_rights_institute": "institute_opinion",
    "internal_report": "inquiry_opened no_follow_up",
    "relay_report": "inquiry_opened no_follow_up",
    "huis_report": "inquiry_opened",
    "regulator_report": "inquiry_opened",
    "detriment_inquiry": "inquiry_opened",
}
"""What a route may lead to (professional profile of 2017, annex 4, extended)."""

KEYS = {
    "Domain": "conduct integrity mixed out_of_scope",
    "Kind": f"{_CONDUCT} {_INTEGRITY} {_OUTSIDE}",
    "IntegrityStatus": "union_law public_interest irregularity dilemma unknown",
    "ContactNature": "support sounding_board information manager_advice referred_only",
    "ReporterRole": "affected observer witness on_behalf accused manager unknown",
    "ReporterPosition": """employee manager hired trainee volunteer pupil_student parent
        former_employee external""",
    "AccusedRelation": """manager colleague subordinate board group client teacher student
        organisation unknown""",
    "Channel": """phone email in_person online via_manager via_hr via_health via_colleague
        via_works_council via_other_vp via_information other""",
    "Route": f"{_INFORMAL} {FORMAL}",
    "Referral": """gp company_doctor social_work legal mediator complaints_committee police
        other_vp ombudsman huis_advice line_manager external_body school_inspector trade_union
        victim_support sexual_assault_centre safe_home other""",
    "Outcome": """conduct_stopped conduct_reduced conduct_continues conduct_unknown
        accused_addressed disciplinary_track referred_on mediator_engaged complaint_upheld
        complaint_partly_upheld complaint_dismissed complaint_withdrawn measures_advised
        inquiry_opened no_follow_up employment_ended damages restraining_order prosecution
        institute_opinion reporter_left""",
    "CloseReason": """completed reporter_stopped no_response referred transferred vp_ended
        role_conflict out_of_scope""",
    "ConsentKind": """keep_file special_data share_manager share_hr share_other identity
        recognisable_signal relay_report attend_talk transfer_file work_contact""",
    "ConsentForm": "named unnamed anonymised",
    "ConsentGiven": "written oral_confirmed oral",
    "BreachGround": """statutory_duty conflict_of_duties court_order own_defence
        supervisory_committee""",
    "BreachEnd": "not_broken broken consent_after_all withdrawn",
    "ActivityKind": """information training_given advice_asked advice_unasked signal
        leadership_talk works_council_talk partner_talk peer_review training_taken evaluation
        finding recommendation other""",
}
