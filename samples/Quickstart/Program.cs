using AsyncSplit;
using AsyncSplit.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart.Report;
using Quickstart.Shop;

var builder = Host.CreateApplicationBuilder(args);
var file = builder.Configuration["chains"] ?? Path.Combine(AppContext.BaseDirectory, "chains.db"); // dotnet run -- --chains FILE
var console = ReportConsole.Create();
Console.WriteLine($"The chains are kept in {file}");
Console.WriteLine("Interrupt this program at any time (Ctrl-C, or kill it) and run it again: they go on where they were.");

builder.Logging.ClearProviders().AddProvider(new StoryLoggerProvider(console)).SetMinimumLevel(LogLevel.Warning).AddFilter("Quickstart", LogLevel.Information);
builder.Services.AddSingleton<Supplier>();
builder.Services.AddTransient<IPayments, Payments>();
builder.Services.AddAsyncSplit(chains => chains.AddChainables().UseSqlite($"Data Source={file}"));

using var host = builder.Build();
var client = host.Services.GetRequiredService<IChainClient>();
var report = new ChainReport(console, host.Services.GetRequiredService<IChainStore>());
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

// What an earlier run has left goes on as soon as the host starts. It is listed only to be waited for and shown.
List<ChainHandle> chains = [.. (await report.ListInterruptedAsync()).Select(client.GetChain)];
await host.StartAsync();
if (chains.Count == 0)
{
    chains.Add(await PlaceAsync(Order.Of("ada", "tea", 3)));
    chains.Add(await PlaceAsync(Order.Of("ben", "samovar", 1)));
}

// The report says what has become of each, also if it threw.
await Task.WhenAll(chains.Select(chain => chain.GetResultAsync(stopping))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
await host.StopAsync();
return await report.ShowAsync(chains);

// With the order's number as the chain's id, an order that is placed twice is carried out once.
async Task<ChainHandle<Receipt>> PlaceAsync(Order order) => await client.Orders.PlaceAsync(order, new ChainStartOptions { ChainId = order.Id });
