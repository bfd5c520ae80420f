using AsyncSplit.Generators.Splitting.Serialization;
using AsyncSplit.Serialization;

namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class FrameworkExceptionNamesTests
{
    [Fact]
    public void TheAnalysisKnowsTheExceptionsThatTheRuntimeCreatesAgain() =>
        Assert.Equal(FrameworkExceptions.All.Select(codec => codec.TypeName).Order(StringComparer.Ordinal), FrameworkTypes.Exceptions.Order(StringComparer.Ordinal));
}
