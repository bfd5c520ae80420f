using System.Text.RegularExpressions;
using AsyncSplit.Functions;

namespace AsyncSplit.AzureFunctions.Tests;

public sealed partial class StorageQueueNamesTests
{
    [Theory]
    [InlineData("shop", "Orders-PlaceAsync", "shop-orders-placeasync")]
    [InlineData("Shop", "Steps", "shop-steps")]
    [InlineData("", "Store", "store")]
    public void ANameThatCanStandIsOnlyInLowerCase(string application, string function, string queue) => Assert.Equal(queue, StorageQueueNames.Of(application, function));

    [Theory]
    [InlineData("shop", "Orders-PlaceAsync_at_ChargeAsync")]
    [InlineData("shop", "Orders--PlaceAsync")]
    [InlineData("shop", "Orders-PlaceAsync-")]
    [InlineData("-shop", "Orders-PlaceAsync")]
    [InlineData("my.shop", "Orders-PlaceAsync")]
    [InlineData("s", "a")]
    [InlineData("", "a")]
    [InlineData("", "____")]
    [InlineData("größe", "Bestellungen-AufgebenAsync")]
    [InlineData("an-application-with-a-long-name-as-they-are-in-large-companies", "Orders-PlaceAsync")]
    [InlineData("shop", "Orders-PlaceAsync_at_ChargeAsync-0123456789-0123456789-0123456789")]
    public void AnyNameGivesOneThatTheServiceTakes(string application, string function)
    {
        var queue = StorageQueueNames.Of(application, function);
        Assert.Matches(QueueName(), queue);
        Assert.InRange(queue.Length + StorageQueueNames.PoisonSuffix.Length, 3, 63);
    }

    [Fact]
    public void NamesThatLoseSomethingStayApart()
    {
        string[] names = ["Orders-PlaceAsync", "Orders--PlaceAsync", "Orders_PlaceAsync", "Orders__PlaceAsync", "Orders-PlaceAsync-", "-Orders-PlaceAsync"];
        Assert.Equal(names.Length, names.Select(static name => StorageQueueNames.Of("shop", name)).Distinct().Count());
    }

    [Fact]
    public void LongNamesThatDifferAtTheirEndsStayApart()
    {
        var begin = new string('a', 60);
        Assert.NotEqual(StorageQueueNames.Of("shop", begin + "b"), StorageQueueNames.Of("shop", begin + "c"));
    }

    // As the service's documentation has it: a letter or digit between each two hyphens, and at both ends.
    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueName();
}
