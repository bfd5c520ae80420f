namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>The names that functions have in Amazon's resource names.</summary>
internal static class FunctionArn
{
    public static string ToArn(this LambdaFunction function, LambdaServiceOptions options) => $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{function.Name}";

    /// <summary>The function's name in a name that a caller may use: alone, of the account, or whole, with or without a version.</summary>
    public static string ToName(string given)
    {
        const string Function = "function:";
        var at = given.LastIndexOf(Function, StringComparison.Ordinal);
        var name = at < 0 ? given : given[(at + Function.Length)..];
        var qualifier = name.IndexOf(':', StringComparison.Ordinal);
        return qualifier < 0 ? name : name[..qualifier];
    }
}
