using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AsyncSplit.AspNetCore.Tests.Harness;
using AsyncSplit.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Tests;

public sealed class ForeignCalleeTests
{
    [PythonFact]
    public async Task AProgramInAnotherLanguageAnswersCalls()
    {
        using var callee = await PythonCallee.StartAsync();
        await using var app = await ChainsApp.StartAsync((chains, address) => chains.RouteOverHttp("IScores.", callee.Address, new Uri(address, "/chains/answers")));

        var chain = await app.Client.StartJsonAsync("Loans.ScoreAsync", """{"applicant":{"Name":"ada","Income":10.5}}"""u8.ToArray());

        Assert.Equal("513", await ResultAsync(app, chain.Id));
    }

    [PythonFact]
    public async Task ItsErrorsAreThrown()
    {
        using var callee = await PythonCallee.StartAsync();
        await using var app = await ChainsApp.StartAsync((chains, address) => chains.RouteOverHttp("IScores.ScoreAsync", callee.Address, new Uri(address, "/chains/answers")));

        var chain = await app.Client.StartJsonAsync("Loans.ScoreOrNotAsync", """{"applicant":{"Name":"","Income":1}}"""u8.ToArray());

        Assert.Equal("\"ValueError: nobody has no score\"", await ResultAsync(app, chain.Id));
    }

    [Fact]
    public async Task AnAnswerCountsOnceAndOnlyWithItsOwnFrames()
    {
        var elsewhere = new Elsewhere();
        await using var app = await ChainsApp.StartAsync(services: services => services.AddSingleton<IChainRouter>(elsewhere));
        var chain = await app.Client.StartJsonAsync("Loans.ScoreOrNotAsync", """{"applicant":{"Name":"ada","Income":1}}"""u8.ToArray());
        var call = await elsewhere.NextAsync();
        Assert.DoesNotContain("applicant", call.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, await AnswerAsync(app, call, answer => answer["frames"] = new JsonArray()));
        Assert.Equal(HttpStatusCode.Forbidden, await AnswerAsync(app, call, answer => answer["chain"] = "another"));
        Assert.Equal(HttpStatusCode.Forbidden, await AnswerAsync(app, call, answer => answer["frames"]![0]!["at"] = "Loans.ScoreOrNotAsync@ScoreAsync"));
        Assert.Equal(HttpStatusCode.Forbidden, await AnswerAsync(app, call, answer => ChangeSeal(answer, seal => seal[..^5] + "AAAAA")));
        Assert.Equal(HttpStatusCode.Forbidden, await AnswerAsync(app, call, answer => ChangeSeal(answer, seal => seal[..20])));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(app, call, answer => answer.Remove("result")));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(app, call, answer => answer["v"] = 2));
        Assert.Equal(ChainStatus.Running, await chain.GetStatusAsync());

        Assert.Equal(HttpStatusCode.Accepted, await AnswerAsync(app, call, _ => { }));
        Assert.Equal("\"5\"", await ResultAsync(app, chain.Id));
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(app, call, answer => answer["id"] = "another"));
    }

    private static void ChangeSeal(JsonObject answer, Func<string, string> change) =>
        answer["frames"]![0]!["state"]!["seal"] = change(answer["frames"]![0]!["state"]!["seal"]!.GetValue<string>());

    private static async Task<HttpStatusCode> AnswerAsync(ChainsApp app, JsonObject call, Action<JsonObject> change)
    {
        var answer = new JsonObject { ["v"] = 1, ["chain"] = call["chain"]!.DeepClone(), ["id"] = "any", ["kind"] = "resume", ["created"] = 1, ["result"] = 5, ["frames"] = call["frames"]!.DeepClone() };
        change(answer);
        using var content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json");
        return (await app.Http.PostAsync("/chains/answers", content)).StatusCode;
    }

    private static async Task<string> ResultAsync(ChainsApp app, string chainId) => await app.Http.GetStringAsync($"/chains/{chainId}/result?wait=20");

    /// <summary>Keeps what is sent to it.</summary>
    private sealed class Elsewhere : IChainRouter, IEnvelopeSender
    {
        private readonly TaskCompletionSource<JsonObject> _call = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<JsonObject> NextAsync() => _call.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public IEnvelopeSender? Find(string target) => target.StartsWith("IScores.", StringComparison.Ordinal) ? this : null;

        public ValueTask SendAsync(RoutedCall call, CancellationToken cancellationToken)
        {
            _call.TrySetResult(JsonNode.Parse(call.Body.Span)!.AsObject());
            return ValueTask.CompletedTask;
        }
    }
}
