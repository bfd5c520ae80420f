using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

public sealed class StepContextTests
{
    private static readonly ResumePoint s_tracking = new("probe@x", "p1", Catches: false) { TracksIdentity = true };

    [Fact]
    public async Task AFrameThatKeepsIdentityIsWrittenAndReadWithReferences()
    {
        var read = await RunAsync(
            registry =>
            {
                registry.AddStart("probe", null, TextCodec.Instance, _ => Step.Yield(new ProbeState()));
                registry.AddResumePoint(s_tracking, null, TextCodec.Instance, null, step => Step.Return(step.State(ProbeState.Read)));
            },
            _ => { });

        Assert.Equal("written True, read True", read);
    }

    [Fact]
    public async Task AHandlerRegisteredUnderItsContractOnlyIsThatInstance()
    {
        var only = new Handler();

        Assert.Equal("True", await RunAsync(Register(only), services => services.AddSingleton<IContract>(only)));
    }

    [Fact]
    public async Task AHandlerOfWhichTheContractHasAnotherImplementationIsCreated()
    {
        var only = new Handler();

        Assert.Equal("False", await RunAsync(Register(only), services => services.AddSingleton<IContract>(new Other())));
    }

    [Fact]
    public async Task AHandlerThatTheApplicationRegistersLaterIsTaken()
    {
        var only = new Handler();

        Assert.Equal("True", await RunAsync(Register(only), _ => { }, services => services.AddSingleton(only)));
        Assert.Equal("True", await RunAsync(Register(only), _ => { }, services => services.AddSingleton(only), "IContract.M"));
        Assert.Equal("True", await RunAsync(Register(only), _ => { }, services => services.AddSingleton<IContract>(only)));
    }

    [Fact]
    public async Task AHandlerIsDisposedOfWithItsStep()
    {
        var only = new Handler();
        Handler.Disposed = 0;

        await RunAsync(Register(only), _ => { });

        Assert.Equal(1, Handler.Disposed);
    }

    private static Action<ChainRegistry> Register(Handler only) => registry =>
    {
        registry.AddContract("IContract.M", typeof(IContract), TextCodec.Instance, _ => throw new NotSupportedException());
        registry.AddStart("probe", typeof(Handler), TextCodec.Instance, step => Step.Return($"{step.Service<Handler>() == only}"), "IContract.M");
    };

    private static async Task<string> RunAsync(
        Action<ChainRegistry> register, Action<IServiceCollection> before, Action<IServiceCollection>? after = null, string name = "probe")
    {
        var services = new ServiceCollection();
        before(services);
        services.AddAsyncSplitCore(chains =>
        {
            register(chains.Registry);
            chains.UseInMemory();
        });
        after?.Invoke(services);
        await using var provider = services.BuildServiceProvider();
        var chain = await provider.GetRequiredService<IChainClient>().StartAsync(new TextCall(name, ""), TextCodec.Instance);
        var runner = provider.GetRequiredService<StepRunner>();
        while (await chain.GetStatusAsync() == ChainStatus.Running)
        {
            var delivery = Assert.Single(provider.GetRequiredService<InMemoryChains>().TakeDue(1));
            await runner.CommitAsync(delivery, (await runner.ExecuteAsync(delivery, default))!, default);
        }

        return await chain.GetResultAsync();
    }

    private interface IContract;

    private sealed class Other : IContract;

    private sealed class Handler : IContract, IDisposable
    {
        public static int Disposed { get; set; }

        public void Dispose() => Disposed++;
    }

    private sealed record ProbeState : CapturedState
    {
        public override ResumePoint ResumePoint => s_tracking;

        public override void Write(StateWriter writer) => writer.Json.WriteStringValue($"written {writer.TracksIdentity}");

        public static string Read(ref StateReader reader) => $"{reader.Json.GetString()}, read {reader.TracksIdentity}";
    }
}
