namespace AsyncSplit.Runtime;

/// <summary>A handler on a class that inherits it.</summary>
/// <param name="Name">Its wire name there.</param>
/// <param name="Handler">The wire name of the handler as it is declared.</param>
internal sealed record InheritedHandler(string Name, string Handler)
{
    /// <summary>The id on the inheriting class of one of the handler's entry points.</summary>
    public string IdOf(string id) => Name + id[Handler.Length..];

    /// <summary>The handler to which a resume point belongs.</summary>
    public static string HandlerOf(string resumePoint) => resumePoint[..resumePoint.LastIndexOf('@')];
}
