using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AsyncSplit.AspNetCore.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace AsyncSplit.AspNetCore.Tests;

public sealed class ChainEndpointsTests
{
    [Fact]
    public async Task AChainIsStartedAndFollowedToItsResult()
    {
        await using var app = await ChainsApp.StartAsync();

        var started = await StartAsync(app, "Loans.ApplyAsync", """{"applicant":{"Name":"ada","Income":10},"amount":99.5}""");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), started.Headers.RetryAfter!.Delta);
        var location = started.Headers.Location!;
        var body = await started.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/chains/{body.GetProperty("id").GetString()}", location.OriginalString);

        var token = await app.Letters.NextAsync();
        var running = await app.Http.GetAsync(location);
        Assert.Equal("Running", (await running.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        Assert.NotNull(running.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.GetAsync($"{location}/result?wait=0.05")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await CompleteAsync(app, token, "\"bob\"")).StatusCode);
        var result = await app.Http.GetAsync($"{location}/result?wait=20");
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
        Assert.Equal("bob", (await result.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ApprovedBy").GetString());
        var ended = await (await app.Http.GetAsync(location)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Completed", ended.GetProperty("status").GetString());
        Assert.Equal("Loans.ApplyAsync", ended.GetProperty("handler").GetString());
    }

    [Fact]
    public async Task TheSameKeyStartsOnce()
    {
        await using var app = await ChainsApp.StartAsync();
        var ids = new HashSet<string?>();
        for (var index = 0; index < 3; index++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chains/start/Loans.PayAsync");
            request.Headers.Add("Idempotency-Key", "order-7");
            ids.Add((await app.Http.SendAsync(request)).Headers.Location?.OriginalString);
        }

        Assert.Equal("/chains/order-7", Assert.Single(ids));
    }

    [Theory]
    [InlineData("Loans.NoneAsync", "{}", HttpStatusCode.NotFound, "unknown-handler")]
    [InlineData("Loans.ApplyAsync", "{", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("Loans.ApplyAsync", "", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("Loans.ApplyAsync", """{"applicant":5,"amount":1}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("Loans.ApplyAsync@Callback", "{}", HttpStatusCode.NotFound, "unknown-handler")]
    public async Task WhatCannotBeStartedIsRefused(string handler, string arguments, HttpStatusCode status, string type)
    {
        await using var app = await ChainsApp.StartAsync();
        await AssertProblemAsync(await StartAsync(app, handler, arguments), status, type);
    }

    [Fact]
    public async Task OnlyWhatMayBeStartedIs()
    {
        await using var app = await ChainsApp.StartAsync(map: web => web.MapChains("/api/runs", options =>
        {
            options.MayStart = name => name == "Loans.PayAsync";
            options.MaxBodyBytes = 100;
        }));

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.PostAsync("/api/runs/start/Loans.CatchAsync", null)).StatusCode);
        var started = await app.Http.PostAsync("/api/runs/start/Loans.PayAsync", null);
        Assert.StartsWith("/api/runs/", started.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await AssertProblemAsync(await app.Http.PostAsync($"{started.Headers.Location}/signals/paid", Json(new string(' ', 101))), HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task ASecondCompletionIsAConflict()
    {
        await using var app = await ChainsApp.StartAsync();
        var location = (await StartAsync(app, "Loans.CatchAsync", "{}")).Headers.Location;
        var token = await app.Letters.NextAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.PostAsync($"/chains/callbacks/{token}", null)).StatusCode);
        var second = await app.Http.PostAsync($"/chains/callbacks/{token}", null);

        Assert.True(second.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Gone, $"{second.StatusCode}");
        Assert.Equal("\"completed\"", await app.Http.GetStringAsync($"{location}/result?wait=20"));
        await AssertProblemAsync(await app.Http.PostAsync($"/chains/callbacks/{token}", null), HttpStatusCode.Gone, "chain-ended");
    }

    [Theory]
    [InlineData("""{"type":"AsyncSplit.AspNetCore.Tests.RejectedException","message":"no"}""", "rejected: no")]
    [InlineData("""{"type":"Elsewhere.SomeException","message":"no"}""", "failed: Elsewhere.SomeException no")]
    public async Task ACallbackCanFail(string error, string result)
    {
        await using var app = await ChainsApp.StartAsync();
        var location = (await StartAsync(app, "Loans.CatchAsync", "{}")).Headers.Location;
        var token = await app.Letters.NextAsync();

        await AssertProblemAsync(await app.Http.PostAsync($"/chains/callbacks/{token}/failure", Json("{}")), HttpStatusCode.BadRequest, "bad-request");
        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.PostAsync($"/chains/callbacks/{token}/failure", Json(error))).StatusCode);

        Assert.Equal($"\"{result}\"", await app.Http.GetStringAsync($"{location}/result?wait=20"));
    }

    [Fact]
    public async Task AForgedTokenIsForbiddenAndAWrongValueABadRequest()
    {
        await using var app = await ChainsApp.StartAsync();
        await StartAsync(app, "Loans.ApplyAsync", """{"applicant":{"Name":"ada","Income":10},"amount":1}""");
        var token = await app.Letters.NextAsync();
        var forged = new CallbackToken(token.Value.Replace(".", "x.", StringComparison.Ordinal));

        await AssertProblemAsync(await CompleteAsync(app, forged, "\"bob\""), HttpStatusCode.Forbidden, "not-authentic");
        await AssertProblemAsync(await CompleteAsync(app, token, "{\"not\":\"text\"}"), HttpStatusCode.BadRequest, "bad-request");
        Assert.Equal(HttpStatusCode.NoContent, (await CompleteAsync(app, token, "\"bob\"")).StatusCode);
    }

    [Fact]
    public async Task ASignalIsSentOnce()
    {
        await using var app = await ChainsApp.StartAsync();
        var location = (await StartAsync(app, "Loans.PayAsync", "{}")).Headers.Location;

        await AssertProblemAsync(await app.Http.PostAsync($"{location}/signals/paid", Json("5,")), HttpStatusCode.BadRequest, "bad-request");
        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.PostAsync($"{location}/signals/paid", Json("5.5"))).StatusCode);

        Assert.Equal("\"5.5 paid\"", await app.Http.GetStringAsync($"{location}/result?wait=20"));
        await AssertProblemAsync(await app.Http.PostAsync($"{location}/signals/paid", Json("5.5")), HttpStatusCode.Conflict, "chain-ended");
        await AssertProblemAsync(await app.Http.PostAsync("/chains/none/signals/paid", Json("5.5")), HttpStatusCode.NotFound, "unknown-chain");
    }

    [Fact]
    public async Task AChainIsCancelled()
    {
        await using var app = await ChainsApp.StartAsync();
        var location = (await StartAsync(app, "Loans.PayAsync", "{}")).Headers.Location;

        Assert.Equal(HttpStatusCode.Accepted, (await app.Http.PostAsync($"{location}/cancel", null)).StatusCode);

        Assert.Equal("\"given up\"", await app.Http.GetStringAsync($"{location}/result?wait=20"));
        await AssertProblemAsync(await app.Http.PostAsync($"{location}/cancel", null), HttpStatusCode.Conflict, "chain-ended");
        await AssertProblemAsync(await app.Http.PostAsync("/chains/none/cancel", null), HttpStatusCode.NotFound, "unknown-chain");
    }

    [Fact]
    public async Task AFailedChainHasNoResult()
    {
        await using var app = await ChainsApp.StartAsync();
        var location = (await StartAsync(app, "Loans.ApplyAsync", """{"applicant":{"Name":"ada","Income":10},"amount":-1}""")).Headers.Location;

        var problem = await AssertProblemAsync(await app.Http.GetAsync($"{location}/result?wait=20"), HttpStatusCode.Conflict, "chain-failed");

        Assert.Equal("less than nothing", problem.GetProperty("detail").GetString());
        Assert.Equal("AsyncSplit.AspNetCore.Tests.RejectedException", problem.GetProperty("exception").GetString());
        await AssertProblemAsync(await app.Http.GetAsync("/chains/none"), HttpStatusCode.NotFound, "unknown-chain");
        await AssertProblemAsync(await app.Http.GetAsync("/chains/none/result"), HttpStatusCode.NotFound, "unknown-chain");
    }

    private static Task<HttpResponseMessage> StartAsync(ChainsApp app, string handler, string arguments) => app.Http.PostAsync($"/chains/start/{handler}", Json(arguments));

    private static Task<HttpResponseMessage> CompleteAsync(ChainsApp app, CallbackToken token, string json) => app.Http.PostAsync($"/chains/callbacks/{token}", Json(json));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"urn:asyncsplit:{type}", problem.GetProperty("type").GetString());
        return problem;
    }
}
