using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.Hosting;

// The one argument is the connection string. Runs until it is killed.
using var host = CounterHost.Create(args[0]);
await host.StartAsync();
Console.WriteLine("started");
await host.WaitForShutdownAsync();
