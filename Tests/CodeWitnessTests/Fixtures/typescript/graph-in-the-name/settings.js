module.exports = {
  clientId: process.env.CLIENT_ID,
  graphUserScopes: ["user.read", "mail.read"],
};
