using AsyncSplit.AzureFunctions;
using Quickstart.AzureFunctions;

// The Functions host starts this program, watches the queues, and posts to it what comes.
await FunctionsHost.RunAsync<Startup>(args);
