namespace AsyncSplit.Benchmarks.Compare.Lambda;

/// <summary>The first invocation brings no message: what the runtime takes by itself.</summary>
public sealed class LambdaBootstrapIdle : LambdaScenario
{
    public override string Name => "lambda-bootstrap-idle";

    public override string Ours => "from the start of the Quickstart's bootstrap to the end of its first invocation, which has nothing to do";

    protected override string Event => """{"Records":[]}""";
}
