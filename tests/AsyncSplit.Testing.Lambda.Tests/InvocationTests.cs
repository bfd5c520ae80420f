using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

public sealed class InvocationTests
{
    [Fact]
    public async Task AFunctionAnswersEventAfterEventInOneEnvironment()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands());

        var first = await service.AskAsync(new { @do = "process" });
        await service.WaitUntilIdleAsync();
        var second = await service.AskAsync(new { @do = "process" });
        await service.WaitUntilIdleAsync();

        Assert.Equal(first.GetProperty("id").GetInt32(), second.GetProperty("id").GetInt32());
        var bill = service.GetBill()["Commands"];
        Assert.Equal((2, 1, 0), (bill.Invocations, bill.ColdStarts, bill.Failures));
    }

    [Fact]
    public async Task TheProcessFindsLambdasVariablesAndItsOwnAndNoneOfTheTests()
    {
        Environment.SetEnvironmentVariable("OF_THE_TESTS", "1");
        var function = Functions.Commands() with { Handler = "Here::There", MemoryMb = 512, Environment = new Dictionary<string, string> { ["MINE"] = "yes" } };
        await using var service = await Lambdas.StartAsync(function);

        var variables = await service.AskAsync(new { @do = "environment" });

        Assert.Equal("Here::There", variables.GetProperty("_HANDLER").GetString());
        Assert.Equal("Commands", variables.GetProperty("AWS_LAMBDA_FUNCTION_NAME").GetString());
        Assert.Equal("512", variables.GetProperty("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").GetString());
        Assert.Equal("eu-west-1", variables.GetProperty("AWS_REGION").GetString());
        Assert.Equal("yes", variables.GetProperty("MINE").GetString());
        Assert.Equal(Path.GetDirectoryName(function.Path), variables.GetProperty("LAMBDA_TASK_ROOT").GetString());
        Assert.False(variables.TryGetProperty("OF_THE_TESTS", out _));
    }

    [Fact]
    public async Task TheRuntimeIsToldTheInvocationsIdDeadlineFunctionAndTrace()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands() with { Timeout = TimeSpan.FromSeconds(100) });

        var answer = await service.SendAsync(new { @do = "headers" });

        var headers = JsonDocument.Parse(answer.Payload).RootElement;
        Assert.Equal(answer.RequestId, headers.GetProperty("Lambda-Runtime-Aws-Request-Id").GetString());
        Assert.Equal("arn:aws:lambda:eu-west-1:000000000000:function:Commands", headers.GetProperty("Lambda-Runtime-Invoked-Function-Arn").GetString());
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", headers.GetProperty("Lambda-Runtime-Trace-Id").GetString());
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(headers.GetProperty("Lambda-Runtime-Deadline-Ms").GetString()!, null));
        Assert.InRange(deadline - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task AnErrorOfTheFunctionIsItsAnswer()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands());

        var answer = await service.SendAsync(new { @do = "refuse" });

        Assert.Equal(InvocationOutcome.Failed, answer.Outcome);
        Assert.Equal("""{"errorType":"Refused","errorMessage":"no"}""", answer.Text);
    }

    [Fact]
    public async Task AnInvocationThatTakesTooLongIsKilledWithItsEnvironment()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands() with { Timeout = TimeSpan.FromSeconds(1) });
        var before = await service.AskAsync(new { @do = "process" });
        await service.WaitUntilIdleAsync();

        var late = await service.SendAsync(new { @do = "sleep", ms = 60_000 });
        await service.WaitUntilIdleAsync();
        var after = await service.AskAsync(new { @do = "process" });

        Assert.Equal(InvocationOutcome.TimedOut, late.Outcome);
        Assert.Contains("Task timed out after 1.00 seconds", late.Text, StringComparison.Ordinal);
        Assert.NotEqual(before.GetProperty("id").GetInt32(), after.GetProperty("id").GetInt32());
        Assert.InRange(service.GetBill().Invocations[1].BilledMilliseconds, 1000, 1500);
    }

    [Fact]
    public async Task AProcessThatExitsFailsItsInvocationAndTheNextOneGetsAnother()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands());

        var gone = await service.SendAsync(new { @do = "exit" });
        await service.WaitUntilIdleAsync();
        await service.AskAsync(new { @do = "echo" });
        await service.WaitUntilIdleAsync();

        Assert.Equal(InvocationOutcome.Exited, gone.Outcome);
        Assert.Contains("exit status 7", gone.Text, StringComparison.Ordinal);
        Assert.Equal(2, service.GetBill()["Commands"].ColdStarts);
    }

    [Theory]
    [InlineData("broken", "Broken")]
    [InlineData("stuck", "Sandbox.Timedout")]
    public async Task AnEnvironmentThatDoesNotStartFailsTheInvocationAndIsBilled(string handler, string error)
    {
        var options = new LambdaServiceOptions { InitTimeout = TimeSpan.FromSeconds(handler == "stuck" ? 1 : 30) };
        await using var service = await LambdaService.StartAsync(options, Functions.Commands() with { Handler = handler });

        var answer = await service.SendAsync(new { @do = "echo" });
        await service.WaitUntilIdleAsync();

        Assert.Equal(InvocationOutcome.InitFailed, answer.Outcome);
        Assert.Equal(error, JsonDocument.Parse(answer.Payload).RootElement.GetProperty("errorType").GetString());
        Assert.True(service.GetBill().BilledMilliseconds > 0);
    }

    [Fact]
    public async Task InvocationsAtTheSameTimeGetAnEnvironmentEachAndNoMoreThanTheLimit()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands() with { MaxConcurrency = 2 });

        var two = Enumerable.Range(0, 2).Select(_ => service.SendAsync(new { @do = "sleep", ms = 500 })).ToList();

        await Assert.ThrowsAsync<LambdaThrottledException>(() => service.SendAsync(new { @do = "echo" }));
        Assert.All(await Task.WhenAll(two), static answer => Assert.True(answer.IsSuccess));
        await service.WaitUntilIdleAsync();
        Assert.Equal(2, service.GetBill().Invocations.Select(static invocation => invocation.Environment).Distinct().Count());
    }

    [Fact]
    public async Task FunctionsInvokeEachOther()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands("Front"), Functions.Commands("Back"));

        var answer = await service.AskAsync(new { @do = "invoke", function = "Back", @event = new { @do = "echo", x = 1 } }, "Front");
        var failing = await service.AskAsync(new { @do = "invoke", function = "arn:aws:lambda:eu-west-1:000000000000:function:Back", @event = new { @do = "refuse" } }, "Front");
        var unknown = await service.AskAsync(new { @do = "invoke", function = "Nobody", @event = new { } }, "Front");

        Assert.Equal((200, false, 1), (answer.GetProperty("status").GetInt32(), answer.GetProperty("error").GetBoolean(), answer.GetProperty("payload").GetProperty("x").GetInt32()));
        Assert.Equal((200, true), (failing.GetProperty("status").GetInt32(), failing.GetProperty("error").GetBoolean()));
        Assert.Equal((404, "ResourceNotFoundException"), (unknown.GetProperty("status").GetInt32(), unknown.GetProperty("payload").GetProperty("errorType").GetString()));
    }

    [Fact]
    public async Task AnEventIsTakenAtOnceAndTriedThreeTimes()
    {
        await using var service = await LambdaService.StartAsync(
            new LambdaServiceOptions { InitTimeout = TimeSpan.FromSeconds(30), EventRetryDelay = TimeSpan.FromMilliseconds(10) }, Functions.Commands());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Address, "/2015-03-31/functions/Commands/invocations"))
        {
            Content = new StringContent("""{"do":"refuse"}""", Encoding.UTF8, "application/json"),
            Headers = { { "X-Amz-Invocation-Type", "Event" } },
        };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var started = Stopwatch.StartNew();
        while (service.GetBill()["Commands"].Failures < 3)
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(30));
            await Task.Delay(10);
        }

        await Task.Delay(100);
        Assert.Equal(3, service.GetBill()["Commands"].Invocations);
    }

    [PythonFact]
    public async Task ABootstrapInAnotherLanguageIsAFunctionToo()
    {
        await using var service = await Lambdas.StartAsync(new LambdaFunction { Name = "Greeter", Path = Functions.PythonFolder, Timeout = TimeSpan.FromSeconds(30) });

        var answer = await service.AskAsync(new { name = "ada" }, "Greeter");

        Assert.Equal("""{"hello": "ada", "from": "Greeter"}""", answer.GetRawText());
    }

    [Fact]
    public async Task AFunctionWithoutABootstrapIsRefused()
    {
        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => Lambdas.StartAsync(new LambdaFunction { Name = "Nothing", Path = Path.GetTempPath() }));

        Assert.Contains("Nothing has no bootstrap", exception.Message, StringComparison.Ordinal);
    }
}
