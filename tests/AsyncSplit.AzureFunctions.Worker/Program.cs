using AsyncSplit.AzureFunctions;
using AsyncSplit.AzureFunctions.Worker;

await FunctionsHost.RunAsync<Startup>(args);
