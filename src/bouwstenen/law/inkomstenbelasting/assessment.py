"""The assessment: levies of the boxes and premiums, set-off of the credits and payment to the partner."""

from __future__ import annotations

from bouwstenen.rules import aggregate, rule

IB = "Wet inkomstenbelasting 2001"


@rule(law=IB, article="8.1 lid 1 onder b", unit="EUR/jaar", entity="person")
def inkomensheffing_voor_korting(
    belasting_box1: float, heffing_box2: float, heffing_box3: float, premie_volksverzekeringen: float
) -> float:
    """Belasting van de drie boxen plus premies, voor heffingskortingen (Wet IB 2001 art. 8.1)."""
    return belasting_box1 + heffing_box2 + heffing_box3 + premie_volksverzekeringen


@rule(law=IB, article="8.2", unit="EUR/jaar", entity="person")
def gecombineerde_heffingskorting(
    algemene_heffingskorting: float,
    arbeidskorting: float,
    inkomensafhankelijke_combinatiekorting: float,
    jonggehandicaptenkorting: float,
    ouderenkorting: float,
    alleenstaandeouderenkorting: float,
) -> float:
    """Alle heffingskortingen samen waarop iemand recht heeft (Wet IB 2001 art. 8.2)."""
    werk = arbeidskorting + inkomensafhankelijke_combinatiekorting
    ouderen = ouderenkorting + alleenstaandeouderenkorting
    return algemene_heffingskorting + werk + jonggehandicaptenkorting + ouderen


@rule(law=IB, article="8.8", unit="EUR/jaar", entity="person")
def benutte_heffingskorting(gecombineerde_heffingskorting: float, inkomensheffing_voor_korting: float) -> float:
    """Het deel van de kortingen dat in de heffing past (Wet IB 2001 art. 8.8)."""
    return min(gecombineerde_heffingskorting, inkomensheffing_voor_korting)


@rule(law=IB, article="8.7, 8.8", unit="EUR/jaar", entity="person")
def inkomensheffing(inkomensheffing_voor_korting: float, benutte_heffingskorting: float) -> float:
    """Belasting en premies volksverzekeringen over het jaar na heffingskortingen (Wet IB 2001 art. 8.7)."""
    return inkomensheffing_voor_korting - benutte_heffingskorting


partner_inkomensheffing = aggregate(
    "partner", of="inkomensheffing", over="fiscale_partners", doc="Inkomensheffing van de fiscale partner na kortingen"
)


@rule(law=IB, article="8.9 lid 1", unit="EUR/jaar", entity="person")
def uitbetaling_heffingskorting(
    geboortejaar: int,
    heeft_fiscale_partner: bool,
    algemene_heffingskorting: float,
    benutte_heffingskorting: float,
    partner_inkomensheffing: float,
    uitbetaling_geboortejaar_grens: float,
) -> float:
    """Algemene heffingskorting die via de partner wordt uitbetaald, alleen voor oudere partners (art. 8.9).

    Het bedrag is niet hoger dan wat de partner zelf na kortingen aan heffing betaalt.
    """
    if not heeft_fiscale_partner or geboortejaar >= uitbetaling_geboortejaar_grens:
        return 0.0
    return min(max(0.0, algemene_heffingskorting - benutte_heffingskorting), partner_inkomensheffing)


@rule(law=IB, article="8.3 tot en met 8.6", unit="EUR/jaar", entity="person")
def heffingskorting_op_belasting(
    benutte_heffingskorting: float,
    inkomensheffing_voor_korting: float,
    premie_volksverzekeringen: float,
    premie_volksverzekeringen_deel: float,
    schijf1_tarief: float,
) -> float:
    """Het deel van de benutte korting dat van de belasting af gaat; de rest gaat van de premies af (art. 8.3 e.v.).

    De verdeling volgt de tarieven van de eerste schijf. Wat bij het een niet past, gaat naar het ander.
    """
    aandeel = schijf1_tarief / (schijf1_tarief + premie_volksverzekeringen_deel) * benutte_heffingskorting
    belasting = inkomensheffing_voor_korting - premie_volksverzekeringen
    return min(belasting, max(aandeel, benutte_heffingskorting - premie_volksverzekeringen))


@rule(law=IB, article="2.7, 8.7", unit="EUR/jaar", entity="person")
def inkomstenbelasting_na_korting(
    inkomensheffing_voor_korting: float, premie_volksverzekeringen: float, heffingskorting_op_belasting: float
) -> float:
    """Het deel van de inkomensheffing dat belasting is (Wet IB 2001 art. 2.7)."""
    return inkomensheffing_voor_korting - premie_volksverzekeringen - heffingskorting_op_belasting


@rule(law="Wet financiering sociale verzekeringen", article="12", unit="EUR/jaar", entity="person")
def premie_volksverzekeringen_na_korting(inkomensheffing: float, inkomstenbelasting_na_korting: float) -> float:
    """Het deel van de inkomensheffing dat premie volksverzekeringen is (Wfsv art. 12)."""
    return inkomensheffing - inkomstenbelasting_na_korting
