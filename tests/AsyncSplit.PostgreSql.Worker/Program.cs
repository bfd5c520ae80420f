using AsyncSplit.PostgreSql.Worker;
using Microsoft.Extensions.Hosting;

// The arguments are the connection string, the schema and the seconds of a lease. Runs until it is killed.
using var host = LedgerHost.Create(args[0], args[1], configure: options => options.LeaseDuration = TimeSpan.FromSeconds(int.Parse(args[2], null)));
await host.StartAsync();
Console.WriteLine("started");
await host.WaitForShutdownAsync();
