namespace Headway.Application.Access;

/// <summary>
/// One thing that a use case may ask before it begins. Which tickets it then touches is decided by <see cref="TicketScope"/>,
/// whose figures by <see cref="FigureScope"/>: a permission never widens a scope.
/// </summary>
public enum Permission
{
    /// <summary>Raise tickets and read, answer and close the own ones, as a customer does in the portal.</summary>
    UsePortal,

    /// <summary>Read tickets with their internal entries.</summary>
    ReadTickets,

    /// <summary>Open, progress, transfer, return, resolve: every act on a ticket that is the actor's own work.</summary>
    ActOnTickets,

    /// <summary>Give a colleague's work to somebody else, nudge, overrule what was decided about it.</summary>
    SteerTickets,

    /// <summary>The board of exceptions.</summary>
    ReadBoard,

    /// <summary>Queues and rota: leads those of their teams, administrators all.</summary>
    KeepRota,

    /// <summary>Figures, as far as <see cref="FigureScope"/> reaches.</summary>
    ReadFigures,

    /// <summary>Audits of exported logs and reports made from them.</summary>
    RunAudits,

    /// <summary>Load tickets of another tool to work on, and plan when each is looked at first.</summary>
    LoadTickets,

    /// <summary>Look people up: names, addresses, organisations, places.</summary>
    ReadPeople,

    /// <summary>Enter a customer who called and is not known yet, and correct what is known of one.</summary>
    AddCustomers,

    /// <summary>Teams, statuses, calendars, services as they are set.</summary>
    ReadSettings,

    /// <summary>Canned replies and macros of one's own and of one's teams.</summary>
    KeepMacros,

    /// <summary>Write, publish and put away articles of what the desk knows.</summary>
    KeepKnowledge,

    /// <summary>Tokens with which a program acts as oneself.</summary>
    HoldTokens,

    /// <summary>Invite, import, change and disable people, and copy their links.</summary>
    ManagePeople,

    /// <summary>Teams, calendars, statuses, thresholds, wording, services, mail.</summary>
    ManageSettings,

    /// <summary>The chain of what was changed by whom.</summary>
    ReadAuditTrail,

    /// <summary>Enter another tenant in which one was given a role.</summary>
    EnterTenants,
}
