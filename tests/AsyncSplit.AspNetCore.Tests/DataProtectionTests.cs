using System.Text;
using AsyncSplit.AspNetCore.Tests.Harness;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.AspNetCore.Tests;

public sealed class DataProtectionTests
{
    private const string Argument = """{"applicant":{"Name":"secret","Income":1}}""";

    [Fact]
    public async Task ChainsRunOnEnvelopesThatItsKeysEncrypt()
    {
        await using var app = await ChainsApp.StartAsync((chains, _) => chains.EncryptEnvelopesWithDataProtection(), services => services.AddDataProtection().UseEphemeralDataProtectionProvider());

        var chain = await app.Client.StartJsonAsync("Loans.CatchAsync", "{}"u8.ToArray());

        await app.Client.CompleteAsync(await app.Letters.NextAsync());
        Assert.Equal("completed", await ResultAsync(app, chain.Id));
    }

    [Fact]
    public async Task NobodyElseReadsWhatLiesInTheQueue()
    {
        using var host = CreateHost();
        await host.Services.GetRequiredService<IChainClient>().StartJsonAsync("Loans.ScoreAsync", Encoding.UTF8.GetBytes(Argument));

        var delivery = Assert.Single(await host.Services.GetRequiredService<IChainTransport>().ReceiveAsync(1, CancellationToken.None));

        var body = Encoding.UTF8.GetString(delivery.Body.Span);
        Assert.StartsWith("{\"v\":1,\"sealed\":\"envelope.dp1.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsEncryptedForOnePurposeIsNothingForAnother()
    {
        var cipher = new Protection.DataProtectionCipher(new EphemeralDataProtectionProvider());
        var encrypted = cipher.Encrypt("one", "plain"u8);

        Assert.Equal("plain"u8.ToArray(), cipher.TryDecrypt("one", encrypted));
        Assert.Null(cipher.TryDecrypt("other", encrypted));
        Assert.Null(cipher.TryDecrypt("one", encrypted[..^1]));
        Assert.Null(new Protection.DataProtectionCipher(new EphemeralDataProtectionProvider()).TryDecrypt("one", encrypted));
        Assert.True(encrypted.Length <= 5 + 256);
    }

    private static async Task<string> ResultAsync(ChainsApp app, string chainId)
    {
        using var answer = await app.Http.GetAsync(new Uri($"/chains/{chainId}/result?wait=20", UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Trim('"');
    }

    private static IHost CreateHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Letters>();
        builder.Services.AddSingleton<IScores, ScoresElsewhere>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAsyncSplit(chains => chains.AddChainables().UseInMemory().EncryptEnvelopesWithDataProtection());
        return builder.Build();
    }
}
