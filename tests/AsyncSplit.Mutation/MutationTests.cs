using AsyncSplit.Conformance.Harness;

namespace AsyncSplit.Mutation;

/// <summary>The corpus notices when a rule of the split is switched off.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Names => [.. Mutants.All.Where(mutant => mutant.InTests).Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task IsNoticedByAWitness(string name)
    {
        var mutant = Find(name);
        var count = GeneratorSources.Count(mutant);
        Assert.True(count == 1, $"The text that {name} replaces stands {count} times in {mutant.File}, and not once. The code has changed: switch the rule off where it is now. The rule: {mutant.Rule}");

        var generator = new MutatedGenerator(mutant);
        foreach (var witness in mutant.Witnesses)
        {
            if (await Jury.JudgeAsync(witness, generator.Create()) is not null)
            {
                return;
            }
        }

        Assert.Fail($"No witness of {name} notices that this rule is off: {mutant.Rule} `dotnet run --project tests/AsyncSplit.Mutation -- {name}` asks all cases.");
    }

    [Fact]
    public async Task WitnessesConformWhereNothingIsMutated()
    {
        var generator = new MutatedGenerator(null);
        foreach (var witness in Mutants.All.Where(mutant => mutant.InTests).SelectMany(mutant => mutant.Witnesses).Distinct())
        {
            var noticed = await Jury.JudgeAsync(witness, generator.Create());
            Assert.True(noticed is null, $"{witness} {noticed}");
        }
    }

    /// <summary>All at once, before any mutant is compiled: after code has moved, these are the mutants to look after.</summary>
    [Fact]
    public void EveryTextStandsOnce() => Assert.Empty(Mutants.All.Where(mutant => GeneratorSources.Count(mutant) != 1)
        .Select(mutant => $"{mutant.Name}: its text stands {GeneratorSources.Count(mutant)} times in {mutant.File}"));

    [Fact]
    public void NamesAreDistinctAndWitnessesAreCases()
    {
        Assert.Equal(Mutants.All.Count, Mutants.All.Select(mutant => mutant.Name).Distinct().Count());
        Assert.DoesNotContain(Mutants.All, mutant => mutant.Witnesses.Length == 0);
        Assert.Empty(Mutants.All.SelectMany(mutant => mutant.Witnesses).Except(CorpusFiles.Names));
    }

    private static Mutant Find(string name) => Mutants.All.Single(mutant => mutant.Name == name);
}
