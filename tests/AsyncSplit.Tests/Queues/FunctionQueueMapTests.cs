using AsyncSplit.Queues;
using AsyncSplit.Runtime;

namespace AsyncSplit.Tests.Queues;

public sealed class FunctionQueueMapTests
{
    [Theory]
    [InlineData("Orders.PlaceAsync", "sqs/shop-Orders-PlaceAsync")]
    [InlineData("Orders.PlaceAsync@ChargeAsync", "sqs/shop-Orders-PlaceAsync")]
    [InlineData("IOrders.PlaceAsync", "sqs/shop-Orders-PlaceAsync")]
    [InlineData("IPricing.QuoteAsync", "sqs/shop-IPricing-QuoteAsync")]
    [InlineData("IMail.SendAsync", "sqs/shop-IMail-SendAsync")]
    [InlineData("", "sqs/shop-Store")]
    [InlineData("$future", "sqs/shop-Store")]
    [InlineData("$commit", "sqs/shop-Store")]
    public void EachHandlerHasAQueueAndTheMemberThatItAloneImplementsGoesThere(string target, string queue) =>
        Assert.Equal(queue, FunctionQueueMap.FromEnvironment(Registry(), environment: Variables(("ASYNCSPLIT_QUEUES", "sqs/shop-"))).QueueOf(target));

    [Fact]
    public void EachEntryPointMayHaveOne() => Assert.StartsWith(
        "sqs/shop-Orders-PlaceAsync_at_",
        FunctionQueueMap.FromEnvironment(Registry(), environment: Variables(("ASYNCSPLIT_QUEUES", "sqs/shop-"), ("ASYNCSPLIT_GRANULARITY", "EntryPoint"))).QueueOf("Orders.PlaceAsync@ChargeAsync"),
        StringComparison.Ordinal);

    [Fact]
    public void OrThereIsOneForAll()
    {
        var map = FunctionQueueMap.FromEnvironment(Registry(), static name => name.ToLowerInvariant(), Variables(("ASYNCSPLIT_GRANULARITY", "One")));

        Assert.Equal(["steps", "steps", "steps"], new[] { "Orders.PlaceAsync", "", "$future" }.Select(map.QueueOf));
    }

    [Fact]
    public void RoutesComeFirst()
    {
        var map = FunctionQueueMap.FromEnvironment(
            Registry(),
            environment: Variables(("ASYNCSPLIT_QUEUES", "sqs/shop-"), ("ASYNCSPLIT_ROUTE_1", "IPricing.*=sqs/prices"), ("ASYNCSPLIT_ROUTE_2", "IMail.SendAsync=https://mail/?a=b"), ("ASYNCSPLIT_ROUTE_4", "IOrders.*=never")));

        Assert.Equal("sqs/prices", map.QueueOf("IPricing.QuoteAsync"));
        Assert.Equal("https://mail/?a=b", map.QueueOf("IMail.SendAsync"));
        Assert.Equal("sqs/shop-Orders-PlaceAsync", map.QueueOf("IOrders.PlaceAsync"));
        Assert.Equal("mine", map.WithRoute("IPricing.QuoteAsync", "mine").QueueOf("IPricing.QuoteAsync"));
    }

    [Fact]
    public void WhatCannotBeReadIsNamed()
    {
        Assert.Contains("ASYNCSPLIT_QUEUES", Assert.Throws<InvalidOperationException>(() => FunctionQueueMap.FromEnvironment(Registry(), environment: Variables())).Message, StringComparison.Ordinal);
        Assert.Contains("'Some'", Assert.Throws<InvalidOperationException>(() => FunctionQueueMap.FromEnvironment(Registry(), environment: Variables(("ASYNCSPLIT_QUEUES", "q"), ("ASYNCSPLIT_GRANULARITY", "Some")))).Message, StringComparison.Ordinal);
        Assert.Contains("ASYNCSPLIT_ROUTE_1", Assert.Throws<InvalidOperationException>(() => FunctionQueueMap.FromEnvironment(Registry(), environment: Variables(("ASYNCSPLIT_QUEUES", "q"), ("ASYNCSPLIT_ROUTE_1", "IPricing.*")))).Message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;

    // IMail has two implementations, IPricing a plain one.
    private static ChainRegistry Registry()
    {
        var registry = new ChainRegistry();
        registry.AddStart("Orders.PlaceAsync", typeof(object), null, Run, "IOrders.PlaceAsync");
        registry.AddStart("Letters.SendAsync", typeof(string), null, Run, "IMail.SendAsync");
        registry.AddStart("Parcels.SendAsync", typeof(Uri), null, Run, "IMail.SendAsync");
        foreach (var contract in new[] { "IOrders.PlaceAsync", "IPricing.QuoteAsync", "IMail.SendAsync" })
        {
            registry.AddContract(contract, typeof(IDisposable), null, static _ => throw new NotSupportedException());
        }

        return registry;

        static StepOutcome Run(StepContext context) => throw new NotSupportedException();
    }
}
