// SPDX-License-Identifier: EUPL-1.2
// An echo bot with authentication, as the SDK's quickstart makes it. Settings: MicrosoftAppId, -Password, -TenantId.
import { ActivityHandler, CloudAdapter, authorizeJWT, loadPrevAuthConfigFromEnv } from '@microsoft/agents-hosting';
import { listen } from '../front.mjs';

class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`echo: ${context.activity.text}`);
      await next();
    });
  }
}

const settings = loadPrevAuthConfigFromEnv();
const adapter = new CloudAdapter(settings);
const authorize = authorizeJWT(settings);
const bot = new Echo();

listen((request, response) =>
  authorize(request, response, () => adapter.process(request, response, (context) => bot.run(context))));
