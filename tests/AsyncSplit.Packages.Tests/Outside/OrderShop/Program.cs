using AsyncSplit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrderShop;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton<IPricing, Pricing>();
builder.Services.AddSingleton<IPayments, Payments>();
builder.Services.AddAsyncSplit(chains => chains.AddChainables().UseSqlite("Data Source=chains.db"));

using var host = builder.Build();
await host.StartAsync();

using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
var client = host.Services.GetRequiredService<IChainClient>();
var chain = await client.Orders.PlaceAsync(new Order(7, "ada", "tea", 3));
Console.WriteLine(await chain.GetResultAsync(limit.Token));

await host.StopAsync();
