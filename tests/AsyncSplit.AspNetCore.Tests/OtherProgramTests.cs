using System.Net;
using System.Net.Http.Json;
using AsyncSplit.AspNetCore.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Tests;

/// <summary>The recipe of docs/http.md: other programs start a chain, are asked by it, and get its answer, all by HTTP.</summary>
public sealed class OtherProgramTests
{
    [Fact]
    public async Task AProgramStartsAChainAnotherAnswersItAndTheFirstIsTold()
    {
        await using var asks = await OtherProgram.StartAsync();
        await using var answers = await OtherProgram.StartAsync();
        await using var app = await StartAsync(answers);

        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync(app, asks, "run-1")).StatusCode);
        var question = await answers.NextAsync();
        Assert.Equal("May I?", question.GetProperty("text").GetString());

        using var http = new HttpClient();
        var answerTo = question.GetProperty("answerTo").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync(answerTo, "yes")).StatusCode);
        Assert.False((await http.PostAsJsonAsync(answerTo, "no")).IsSuccessStatusCode);

        var reply = await asks.NextAsync();
        Assert.Equal("yes", reply.GetProperty("answer").GetString());
        Assert.Equal("null", await app.Http.GetStringAsync("/chains/run-1/result?wait=20"));
    }

    [Fact]
    public async Task AProgramThatRefusesFailsTheAwait()
    {
        await using var asks = await OtherProgram.StartAsync();
        await using var answers = await OtherProgram.StartAsync();
        await using var app = await StartAsync(answers);
        await AskAsync(app, asks, "run-1");
        var answerTo = (await answers.NextAsync()).GetProperty("answerTo").GetString();

        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync($"{answerTo}/failure", new { type = "Refused", message = "not today" })).StatusCode);

        Assert.Equal("not today", (await asks.NextAsync()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task AProgramThatStartsTwiceIsAnsweredOnce()
    {
        await using var asks = await OtherProgram.StartAsync();
        await using var answers = await OtherProgram.StartAsync();
        await using var app = await StartAsync(answers);
        await AskAsync(app, asks, "run-1");
        await AskAsync(app, asks, "run-1");
        var answerTo = (await answers.NextAsync()).GetProperty("answerTo").GetString();
        using var http = new HttpClient();
        await http.PostAsJsonAsync(answerTo, "yes");

        await asks.NextAsync();
        Assert.Equal("null", await app.Http.GetStringAsync("/chains/run-1/result?wait=20"));
        await Assert.ThrowsAsync<TimeoutException>(() => answers.NextAsync().WaitAsync(TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task AProgramThatGivesUpCancelsTheChain()
    {
        await using var asks = await OtherProgram.StartAsync();
        await using var answers = await OtherProgram.StartAsync();
        await using var app = await StartAsync(answers);
        await AskAsync(app, asks, "run-1");
        var answerTo = (await answers.NextAsync()).GetProperty("answerTo").GetString();

        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.PostAsync("/chains/run-1/cancel", null)).StatusCode);

        Assert.Equal(HttpStatusCode.Conflict, (await app.Http.GetAsync("/chains/run-1/result?wait=20")).StatusCode);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.Gone, (await http.PostAsJsonAsync(answerTo, "yes")).StatusCode);
    }

    private static Task<ChainsApp> StartAsync(OtherProgram answers) => ChainsApp.StartAsync(
        (chains, address) =>
        {
            chains.Services.AddSingleton<HttpClient>();
            chains.Services.AddSingleton(new Addresses(answers.Address, new Uri(address, "/chains/callbacks/")));
        });

    private static async Task<HttpResponseMessage> AskAsync(ChainsApp app, OtherProgram asks, string run)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chains/start/Partners.AskAsync") { Content = JsonContent.Create(new { question = "May I?", replyTo = asks.Address }) };
        request.Headers.Add("Idempotency-Key", run);
        return await app.Http.SendAsync(request);
    }
}
