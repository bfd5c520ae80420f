using System.IO.Compression;
using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda;

namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>The order story, as it would run on Lambda: published, deployed by the template of its build, at all granularities, also with processes that die and messages that come twice.</summary>
[NeedsEmulators]
public sealed class StoryTests(Publications publications) : IClassFixture<Publications>
{
    // Where the type of an ELF file is said, and that of a program that is not moved when it is loaded.
    private const int ElfType = 16;
    private const int ElfExecutable = 2;

    [NativeTheory]
    [InlineData("Handler")]
    [InlineData("EntryPoint")]
    [InlineData("One")]
    public async Task AsMachineCodeItComesToTheSameReceiptsAtEveryGranularity(string granularity)
    {
        await using var story = await Story.StartAsync(await publications.TemplateAsync(granularity, "AtLeastOnce"), await publications.NativeAsync());

        await PlaceAndCheckAsync(story, 4);

        Assert.All(story.Service.GetBill().Invocations, static invocation => Assert.Equal(InvocationOutcome.Succeeded, invocation.Outcome));
        Assert.Equal(granularity == "One", story.Functions.Count == 1);
    }

    [NativeFact]
    public async Task ThePackageHasTheProgramOnceAndItStartsWithoutUnpackingOrMovingAnything()
    {
        var program = await File.ReadAllBytesAsync(Path.Combine(await publications.NativeAsync(), "bootstrap"));
        await using var package = await ZipFile.OpenReadAsync(Publications.Package);
        var files = package.Entries.Where(static entry => !entry.Name.EndsWith(".xml", StringComparison.Ordinal));

        Assert.Equal(("bootstrap", program.Length), Assert.Single(files.Select(static entry => (entry.FullName, (int)entry.Length))));
        Assert.Equal(ElfExecutable, program[ElfType]);
    }

    [Fact]
    public async Task AsAssembliesItComesToTheSameReceipts()
    {
        await using var story = await Story.StartAsync(Publications.Template, Publications.Managed);

        await PlaceAndCheckAsync(story, 4);
    }

    [NativeTheory]
    [InlineData("AtLeastOnce")]
    [InlineData("ExactlyOnce")]
    public async Task FunctionsThatAreKilledInTheirMiddleAndMessagesThatComeTwiceChangeNoReceipt(string delivery)
    {
        var faults = new LambdaFaults { Seed = 7, Kills = 0.1, Duplicates = 0.15, LostDeletions = 0.1, MaxFaults = 30 };
        await using var story = await Story.StartAsync(await publications.TemplateAsync("Handler", delivery), await publications.NativeAsync(), faults);

        await PlaceAndCheckAsync(story, 16);

        var counts = story.Service.FaultCounts;
        Assert.True(counts is { Kills: > 0, Duplicates: > 0, LostDeletions: > 0 }, $"{counts}");
    }

    private static async Task PlaceAndCheckAsync(Story story, int count)
    {
        var placed = await story.PlaceAsync(count);

        Assert.All(placed, static story => Assert.Equal((story.Order.Id, story.Order.Customer == "ada"), (story.Receipt.OrderId, story.Receipt.Payment is not null)));
        Assert.Equal(0, await story.DrainAsync());
    }
}
