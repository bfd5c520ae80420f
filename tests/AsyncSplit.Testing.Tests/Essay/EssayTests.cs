using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>The example from which the project comes: callbacks that the caller provides and that run when what the callee promised is finished.</summary>
public sealed class EssayTests
{
    private static readonly string[] s_order = ["my_func k", "get_from_db k", "job k", "db_callback 2", "my_func_callback k-1,k-2"];

    [Fact]
    public async Task TheCallersCallbackRunsAfterTheCalleesOwn()
    {
        await using var host = ChainTestHost.Create(Services);

        var result = await host.RunAsync<string>("Functions.MyFunc", "k");

        Assert.Equal("my k-1,k-2", result);
        Assert.Equal(s_order, host.Services.GetRequiredService<Calls>().Lines);
        Assert.Equal(
            ["Functions.MyFunc", "Database.GetFromDb", "IDatabaseJob.Run", "Database.GetFromDb@Run", "Functions.MyFunc@GetFromDb"],
            host.EntryPoints);
    }

    [Fact]
    public async Task AsPlainAsyncTheOrderIsTheSame()
    {
        var calls = new Calls();
        var functions = new Functions(new Database(new DatabaseJob(calls), calls), calls);

        Assert.Equal("my k-1,k-2", await functions.MyFunc("k"));
        Assert.Equal(s_order, calls.Lines);
    }

    [Fact]
    public async Task TwoCallersUseOneCalleeInIsolation()
    {
        await using var host = ChainTestHost.Create(Services);

        Assert.Equal("my a-1,a-2", await host.RunAsync<string>("Functions.MyFunc", "a"));
        Assert.Equal(7, await host.RunAsync<int>("Functions.OtherFunc", "b"));

        Assert.Equal(
            ["my_func a", "get_from_db a", "job a", "db_callback 2", "my_func_callback a-1,a-2",
             "other_func b", "get_from_db b", "job b", "db_callback 2", "other_func_callback b-1,b-2"],
            host.Services.GetRequiredService<Calls>().Lines);
    }

    [Fact]
    public async Task ManyCallersAtOnceGetTheirOwnAnswers()
    {
        using var app = await StartAsync();
        var client = app.Services.GetRequiredService<IChainClient>();

        var mine = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => await client.Functions.MyFunc($"m{i}")));
        var others = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => await client.Functions.OtherFunc($"o{i}")));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal($"my m{i}-1,m{i}-2", await mine[i].GetResultAsync(limit.Token));
            Assert.Equal($"o{i}-1,o{i}-2".Length, await others[i].GetResultAsync(limit.Token));
        }

        await app.StopAsync(limit.Token);
    }

    [Fact]
    public async Task APlainMethodCompletesWhenItReturns()
    {
        using var app = await StartAsync();

        var chain = await app.Services.GetRequiredService<IChainClient>().IDatabaseJob.Run("x");

        Assert.Equal(["x-1", "x-2"], await chain.GetResultAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token));
        await app.StopAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task DuplicatesAndCrashesChangeNothingOfTheResult(int seed)
    {
        await using var host = ChainTestHost.Create(new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed } }, Services);

        Assert.Equal("my k-1,k-2", await host.RunAsync<string>("Functions.MyFunc", "k"));
    }

    private static void Services(IServiceCollection services) =>
        services.AddSingleton<Calls>().AddTransient<IDatabaseJob, DatabaseJob>();

    private static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        Services(builder.Services);
        builder.Services.AddAsyncSplit(chains => chains.AddChainables().UseInMemory());
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }
}
