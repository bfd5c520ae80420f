using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Hosting;

public sealed class BuilderTests
{
    [Fact]
    public void AnAssemblyIsRegisteredOnce()
    {
        var calls = 0;
        var services = new ServiceCollection();

        services.AddAsyncSplitCore(chains => chains.Add(new Counting(() => calls++)).Add(new Counting(() => calls++)));
        services.AddAsyncSplitCore(chains => chains.Add(new Counting(() => calls++)));

        Assert.Equal(1, calls);
    }

    [Fact]
    public void AHandlerIsRegisteredAsItselfAndUnderItsContract()
    {
        using var services = Build(_ => { });

        Assert.IsType<Reader>(services.GetRequiredService<IReader>());
        Assert.NotNull(services.GetRequiredService<Reader>());
    }

    [Fact]
    public void WhatTheApplicationRegistersStays()
    {
        using var services = Build(collection => collection.AddSingleton<IReader, Reader>());

        Assert.Same(services.GetRequiredService<IReader>(), services.GetRequiredService<IReader>());
    }

    private static ServiceProvider Build(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<RunLog>();
        configure(services);
        services.AddAsyncSplitCore(chains => chains.Add(new TestChainables()).UseInMemory());
        return services.BuildServiceProvider();
    }

    private sealed class Counting(Action called) : IChainables
    {
        public void Register(ChainRegistry registry) => called();
    }
}
