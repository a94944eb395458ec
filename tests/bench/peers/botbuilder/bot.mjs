// SPDX-License-Identifier: EUPL-1.2
// An echo bot with authentication, as the SDK's template makes it. Settings: MicrosoftAppId, -Password, -TenantId.
import botbuilder from 'botbuilder';
import { listen } from '../front.mjs';

const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } = botbuilder;

class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`echo: ${context.activity.text}`);
      await next();
    });
  }
}

const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId } = process.env;
const settings = { MicrosoftAppType: 'SingleTenant', MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings));
const bot = new Echo();

listen((request, response) => adapter.process(request, response, (context) => bot.run(context)));
