using System.Text.Json.Nodes;
using AsyncSplit.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Retries;

public sealed class ForeignRetryTests
{
    [Fact]
    public async Task ACalleeElsewhereIsCalledAgainToo()
    {
        await using var host = ChainTestHost.Create(services => services.AddSingleton<List<string>>().AddSingleton<IBank, Bank>().AddSingleton<Elsewhere>()
            .AddSingleton<IChainRouter>(provider => provider.GetRequiredService<Elsewhere>()));
        var calls = host.Services.GetRequiredService<Elsewhere>().Calls;
        var chain = await host.StartAsync<string>("Payments.PayAsync", "ada");
        await host.RunDueAsync();
        Assert.Single(calls);

        await AnswerAsync(host, calls[0], "error", new JsonObject { ["type"] = "bank.Closed", ["message"] = "closed" });
        await host.RunDueAsync();
        Assert.Single(calls);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, calls.Count);
        Assert.Equal(2, (int)calls[1]["attempt"]!);
        Assert.Equal("ada", (string)calls[1]["args"]!["who"]!);

        await AnswerAsync(host, calls[1], "result", "charged elsewhere");
        Assert.Equal("paid: charged elsewhere", await host.RunToEndAsync(chain));
    }

    private static async Task AnswerAsync(ChainTestHost host, JsonNode call, string kind, JsonNode what)
    {
        var answer = new JsonObject { ["v"] = 1, ["chain"] = (string)call["chain"]!, ["id"] = "any", ["kind"] = "resume", ["created"] = 0, [kind] = what, ["frames"] = call["frames"]!.DeepClone() };
        Assert.Equal(AnswerAcceptance.Accepted, await host.Services.GetRequiredService<ForeignCalls>().AcceptAsync(System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString()), default));
    }

    private sealed class Elsewhere : IChainRouter, IEnvelopeSender
    {
        public List<JsonNode> Calls { get; } = [];

        public IEnvelopeSender? Find(string target) => target == "IBank.ChargeAsync" ? this : null;

        public ValueTask SendAsync(RoutedCall call, CancellationToken cancellationToken)
        {
            Calls.Add(JsonNode.Parse(call.Body.Span)!);
            return ValueTask.CompletedTask;
        }
    }
}
