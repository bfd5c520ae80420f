using AsyncSplit;
using AsyncSplit.PostgreSql.Native;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The arguments are the connection string and the schema.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddSingleton<IPrices, Prices>();
builder.Services.AddAsyncSplit(chains => chains.AddChainables()
    .UsePostgreSql(args[0], options => options.Schema = args[1])
    .UseSigningKeys(ChainKey.Create("native"))
    .EncryptEnvelopes());
using var host = builder.Build();
await host.StartAsync();
var client = host.Services.GetRequiredService<IChainClient>();
var chain = await client.Baskets.PayAsync(["ab", "abcd"]);
await client.SignalAsync(chain.Id, "paid", "ada");
Console.WriteLine(await chain.GetResultAsync());
await host.StopAsync();
