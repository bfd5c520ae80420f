using System.Text;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.AzureFunctions.Worker;
using AsyncSplit.AzureFunctions.Worker.Shop;
using AsyncSplit.Emulators;
using AsyncSplit.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.AzureFunctions.Tests;

/// <summary>The same storage account without functions: workers that receive by themselves.</summary>
[NeedsEmulators]
public sealed class WorkerTests
{
    [Fact]
    public async Task TwoWorkersShareAQueueAndEachItemThatIsOverIsRemoved()
    {
        var account = await StorageAccount.OpenAsync();
        var ledger = Path.GetTempFileName();
        await account.Items().TryPutAsync(new Queues.Item("p", "over", "x"u8.ToArray()) { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, default);
        using var one = Create(account, ledger);
        using var other = Create(account, ledger);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        var client = one.Services.GetRequiredService<IChainClient>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var joined = await client.StartJsonAsync("Orders.JoinAsync", JsonSerializer.SerializeToUtf8Bytes(new { calls = 5 }));
        var counted = await client.StartJsonAsync("Orders.CountAsync", JsonSerializer.SerializeToUtf8Bytes(new { order = "w", calls = 5 }));
        await joined.GetResultAsync(limit.Token);
        await counted.GetResultAsync(limit.Token);

        Assert.Equal("150", await ResultAsync(one, joined));
        Assert.Equal("15", await ResultAsync(other, counted));
        while (await account.Items().GetAsync("p", "over", limit.Token) is not null)
        {
            await Task.Delay(100, limit.Token);
        }

        await Task.WhenAll(one.StopAsync(), other.StopAsync());
        Assert.Equal(0, (await account.Clients.Queue(account.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount);
        File.Delete(ledger);
    }

    private static IHost Create(StorageAccount account, string ledger)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new Ledger(ledger));
        builder.Services.AddTransient<IPayments, Payments>();
        builder.Services.AddAsyncSplit(chains => chains.AddShop().UseAzureStorage(account.ConnectionString, account.Name, options =>
        {
            options.Table = account.Name;
            options.MaxPollInterval = TimeSpan.FromMilliseconds(200);
            options.PurgeInterval = TimeSpan.FromSeconds(1);
        }));
        return builder.Build();
    }

    private static async Task<string> ResultAsync(IHost host, ChainHandle chain) =>
        Encoding.UTF8.GetString((await host.Services.GetRequiredService<IChainStore>().FindAsync(chain.Id, default))!.Result!.Value.Span);
}
