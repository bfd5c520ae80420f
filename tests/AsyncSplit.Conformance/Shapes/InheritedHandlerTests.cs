using AsyncSplit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Conformance.Shapes;

/// <summary>Handlers that run on objects of derived classes, where a case in one assembly cannot show it.</summary>
public sealed class InheritedHandlerTests
{
    private const string Base = """
        namespace Shapes;

        public partial class Base
        {
            protected virtual string Name => "base";

            [Chainable]
            public async Task<string> Work(int n)
            {
                await Task.Delay(1);
                return $"{await Hidden(n)} {await Over(n)}";
            }

            [Chainable]
            private async Task<string> Hidden(int n)
            {
                await Task.Yield();
                return Name + n;
            }

            [Chainable]
            public virtual async Task<string> Over(int n)
            {
                await Task.Yield();
                return $"over {Name}";
            }
        }

        public abstract partial class Open
        {
            [Chainable]
            public async Task<string> Work(int n) => await Step(n) + "!";

            [Chainable]
            protected abstract Task<string> Step(int n);
        }

        public partial class Caller(Base other)
        {
            [Chainable]
            public async Task<string> Call(int n) => await other.Work(n);
        }
        """;

    private const string Derived = """
        namespace Shapes;

        public class Leaf : Base
        {
            protected override string Name => "leaf";
        }

        public partial class Own : Base
        {
            protected override string Name => "own";

            [Chainable]
            public override async Task<string> Over(int n) => $"own {await base.Over(n)}";
        }

        public partial class Closed : Open
        {
            protected override async Task<string> Step(int n)
            {
                await Task.Yield();
                return $"closed {n}";
            }
        }
        """;

    [Fact]
    public async Task WhatAReferencedAssemblyDeclaresRunsOnTheDerivedClass()
    {
        await using var host = ChainTestHost.Create(ShapeAssembly.Of(Base).Above(Derived).All);

        Assert.Equal("leaf1 over leaf", await host.RunAsync<string>("Leaf.Work", 1));
        Assert.Equal(["Leaf.Work", "Leaf.Work@Delay", "Leaf.Hidden", "Leaf.Hidden@Yield", "Leaf.Work@Hidden", "Leaf.Over", "Leaf.Over@Yield", "Leaf.Work@Over"], host.EntryPoints);
    }

    [Fact]
    public async Task AnOverrideCallsTheVersionOfItsBaseOnItself()
    {
        await using var host = ChainTestHost.Create(ShapeAssembly.Of(Base).Above(Derived).All);

        Assert.Equal("own over own", await host.RunAsync<string>("Own.Over", 1));
        Assert.Equal(["Own.Over", "Own:Base.Over", "Own:Base.Over@Yield", "Own.Over@Over"], host.EntryPoints);
    }

    [Fact]
    public async Task AMessageToAnAbstractClassReachesWhatTheServicesHaveForIt()
    {
        await using var host = ChainTestHost.Create(ShapeAssembly.Of(Base).Above(Derived).All);

        Assert.Equal("closed 3!", await host.RunAsync<string>("Open.Work", 3));
    }

    [Fact]
    public async Task AMessageToAClassReachesTheDerivedOneThatTheServicesHaveForIt()
    {
        var shapes = ShapeAssembly.Of(Base).Above(Derived);
        var own = shapes.Assembly.GetType("Shapes.Own")!;
        await using var host = ChainTestHost.Create(shapes.All, services => services.AddSingleton(own.BaseType!, own));

        Assert.Equal("own2 own over own", await host.RunAsync<string>("Base.Work", 2));
        Assert.Equal("own2 own over own", await host.RunAsync<string>("Caller.Call", 2));
    }

    [Fact]
    public async Task AnObjectOfAnUnknownClassIsNamed()
    {
        var below = ShapeAssembly.Of(Base);
        var above = below.Above("namespace Shapes; public sealed class Proxy : Base;", isSplit: false);
        await using var host = ChainTestHost.Create([below.Assembly], services => services.AddSingleton(below.Assembly.GetType("Shapes.Base")!, above.Assembly.GetType("Shapes.Proxy")!));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>("Caller.Call", 1));
        Assert.Contains("Shapes.Proxy", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("base1 over base", await host.RunAsync<string>("Base.Work", 1));
    }
}
