// Two questions of Jalons, as the documentation of SurveyJS starts a survey.
const survey = new Survey.Model({
  locale: "fr",
  elements: [
    {
      type: "checkbox",
      name: "besoins",
      title: "De quoi avez-vous besoin ?",
      isRequired: true,
      choices: [
        { value: "services", text: "Déployer l’INSi, le DMP ou la MSSanté" },
        { value: "professionnels", text: "Enregistrer des professionnels" },
        { value: "changement", text: "Déclarer un changement" },
        { value: "carte", text: "Une carte est perdue, volée ou en panne" },
      ],
    },
    {
      type: "radiogroup",
      name: "contrat",
      title: "Avez-vous déjà un contrat avec l’Agence du Numérique en Santé ?",
      choices: [
        { value: "aucun", text: "Non, aucun contrat" },
        { value: "en-cours", text: "Oui, un contrat est en cours" },
        { value: "inconnu", text: "Je ne sais pas" },
      ],
    },
  ],
});
survey.render(document.getElementById("questions"));
